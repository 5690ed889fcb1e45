CREATE TABLE "control_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_latency" (
	"app_id" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"bucket" smallint NOT NULL,
	"calls" bigint NOT NULL,
	CONSTRAINT "usage_latency_app_id_hour_bucket_pk" PRIMARY KEY("app_id","hour","bucket"),
	CONSTRAINT "usage_latency_bucket" CHECK ("usage_latency"."bucket" >= 0),
	CONSTRAINT "usage_latency_hour" CHECK ("usage_latency"."hour" = date_trunc('hour', "usage_latency"."hour", 'UTC'))
);
--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "reported_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "relay_sessions" ADD COLUMN "entry_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "relay_sessions" ADD COLUMN "is_refused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_latency" ADD CONSTRAINT "usage_latency_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "control_messages_received_at_index" ON "control_messages" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "relay_sessions_live" ON "relay_sessions" USING btree ("app_id","entry_version") WHERE "relay_sessions"."ended_at" is null and ("relay_sessions"."online" or "relay_sessions"."is_refused");--> statement-breakpoint
-- The calls that were counted before there was a histogram.
INSERT INTO "usage_latency" ("app_id", "hour", "bucket", "calls")
SELECT "app_id", date_trunc('hour', "started_at", 'UTC'),
	case when "duration_ms" < 16 then greatest("duration_ms", 0) else 16 + floor(8 * ln("duration_ms" / 16.0) / ln(2.0)) end, count(*)
FROM "calls" WHERE "app_ms" is not null GROUP BY 1, 2, 3;
