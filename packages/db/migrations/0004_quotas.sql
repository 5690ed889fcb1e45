CREATE TABLE "app_quotas" (
	"app_id" text PRIMARY KEY NOT NULL,
	"calls_per_month" bigint,
	"live_sessions" integer,
	"counted_activity" bigint DEFAULT -1 NOT NULL,
	"calls_until" timestamp (3) with time zone,
	"sessions_used_up" boolean DEFAULT false NOT NULL,
	"told_month" timestamp (3) with time zone,
	"told_percent" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "app_quotas_calls_per_month" CHECK ("app_quotas"."calls_per_month" >= 0),
	CONSTRAINT "app_quotas_live_sessions" CHECK ("app_quotas"."live_sessions" >= 0)
);
--> statement-breakpoint
ALTER TABLE "app_quotas" ADD CONSTRAINT "app_quotas_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;