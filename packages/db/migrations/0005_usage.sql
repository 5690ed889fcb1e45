CREATE TABLE "usage_by_link" (
	"app_id" text NOT NULL,
	"day" timestamp (3) with time zone NOT NULL,
	"token_id" text NOT NULL,
	"tool" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" bigint NOT NULL,
	CONSTRAINT "usage_by_link_app_id_day_token_id_tool_outcome_pk" PRIMARY KEY("app_id","day","token_id","tool","outcome"),
	CONSTRAINT "usage_by_link_outcome" CHECK ("usage_by_link"."outcome" in ('ok', 'tool_error', 'invalid_input', 'tool_timeout', 'app_offline', 'outcome_unknown', 'bad_reply', 'reply_too_large', 'cancelled', 'revoked', 'too_many_inflight')),
	CONSTRAINT "usage_by_link_day" CHECK ("usage_by_link"."day" = date_trunc('day', "usage_by_link"."day", 'UTC'))
);
--> statement-breakpoint
CREATE TABLE "usage_by_tool" (
	"app_id" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"tool" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" bigint NOT NULL,
	CONSTRAINT "usage_by_tool_app_id_hour_tool_outcome_pk" PRIMARY KEY("app_id","hour","tool","outcome"),
	CONSTRAINT "usage_by_tool_outcome" CHECK ("usage_by_tool"."outcome" in ('ok', 'tool_error', 'invalid_input', 'tool_timeout', 'app_offline', 'outcome_unknown', 'bad_reply', 'reply_too_large', 'cancelled', 'revoked', 'too_many_inflight')),
	CONSTRAINT "usage_by_tool_hour" CHECK ("usage_by_tool"."hour" = date_trunc('hour', "usage_by_tool"."hour", 'UTC'))
);
--> statement-breakpoint
CREATE TABLE "usage_tool_latency" (
	"app_id" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"tool" text NOT NULL,
	"outcome" text NOT NULL,
	"part" text NOT NULL,
	"bucket" smallint NOT NULL,
	"calls" bigint NOT NULL,
	CONSTRAINT "usage_tool_latency_app_id_hour_tool_outcome_part_bucket_pk" PRIMARY KEY("app_id","hour","tool","outcome","part","bucket"),
	CONSTRAINT "usage_tool_latency_outcome" CHECK ("usage_tool_latency"."outcome" in ('ok', 'tool_error', 'invalid_input', 'tool_timeout', 'app_offline', 'outcome_unknown', 'bad_reply', 'reply_too_large', 'cancelled', 'revoked', 'too_many_inflight')),
	CONSTRAINT "usage_tool_latency_part" CHECK ("usage_tool_latency"."part" in ('relay', 'app')),
	CONSTRAINT "usage_tool_latency_bucket" CHECK ("usage_tool_latency"."bucket" >= 0),
	CONSTRAINT "usage_tool_latency_hour" CHECK ("usage_tool_latency"."hour" = date_trunc('hour', "usage_tool_latency"."hour", 'UTC'))
);
--> statement-breakpoint
ALTER TABLE "usage_by_link" ADD CONSTRAINT "usage_by_link_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_by_tool" ADD CONSTRAINT "usage_by_tool_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_tool_latency" ADD CONSTRAINT "usage_tool_latency_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_app_id_tool_started_at_id_index" ON "calls" USING btree ("app_id","tool","started_at","id");--> statement-breakpoint
CREATE INDEX "calls_failed" ON "calls" USING btree ("app_id","started_at","id","outcome") WHERE "calls"."outcome" <> 'ok';--> statement-breakpoint
-- What was counted before: its calls are still there for longer than any page looks back.
INSERT INTO "usage_by_tool" SELECT "app_id", date_trunc('hour', "started_at", 'UTC'), "tool", "outcome", count(*) FROM "calls" GROUP BY 1, 2, 3, 4;--> statement-breakpoint
INSERT INTO "usage_by_link" SELECT "app_id", date_trunc('day', "started_at", 'UTC'), "token_id", "tool", "outcome", count(*) FROM "calls" GROUP BY 1, 2, 3, 4, 5;--> statement-breakpoint
INSERT INTO "usage_tool_latency" SELECT "app_id", date_trunc('hour', "started_at", 'UTC'), "tool", "outcome", part.name, (case when part.ms < 16 then greatest(part.ms, 0) else 16 + floor(8 * ln(part.ms / 16.0) / ln(2.0)) end)::int, count(*) FROM "calls", LATERAL (VALUES ('relay', "duration_ms" - "app_ms"), ('app', "app_ms")) AS part (name, ms) WHERE "app_ms" IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6;
