CREATE TABLE "usage_link_slots" (
	"app_id" text NOT NULL,
	"token_id" text NOT NULL,
	"slot" timestamp (3) with time zone NOT NULL,
	"tool" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" integer NOT NULL,
	"time_buckets" smallint[] NOT NULL,
	"time_counts" integer[] NOT NULL,
	CONSTRAINT "usage_link_slots_app_id_slot_token_id_tool_outcome_pk" PRIMARY KEY("app_id","slot","token_id","tool","outcome"),
	CONSTRAINT "usage_link_slots_outcome" CHECK ("usage_link_slots"."outcome" in ('ok', 'tool_error', 'invalid_input', 'tool_timeout', 'app_offline', 'outcome_unknown', 'bad_reply', 'reply_too_large', 'cancelled', 'revoked', 'too_many_inflight')),
	CONSTRAINT "usage_link_slots_times" CHECK (cardinality("usage_link_slots"."time_buckets") = cardinality("usage_link_slots"."time_counts"))
);
--> statement-breakpoint
CREATE TABLE "usage_slots" (
	"app_id" text NOT NULL,
	"minutes" smallint NOT NULL,
	"slot" timestamp (3) with time zone NOT NULL,
	"tool" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" bigint NOT NULL,
	"time_buckets" smallint[] NOT NULL,
	"time_counts" integer[] NOT NULL,
	CONSTRAINT "usage_slots_app_id_minutes_slot_tool_outcome_pk" PRIMARY KEY("app_id","minutes","slot","tool","outcome"),
	CONSTRAINT "usage_slots_minutes" CHECK ("usage_slots"."minutes" in (2, 60, 360, 1440)),
	CONSTRAINT "usage_slots_outcome" CHECK ("usage_slots"."outcome" in ('ok', 'tool_error', 'invalid_input', 'tool_timeout', 'app_offline', 'outcome_unknown', 'bad_reply', 'reply_too_large', 'cancelled', 'revoked', 'too_many_inflight')),
	CONSTRAINT "usage_slots_times" CHECK (cardinality("usage_slots"."time_buckets") = cardinality("usage_slots"."time_counts"))
);
--> statement-breakpoint
ALTER TABLE "usage_link_slots" ADD CONSTRAINT "usage_link_slots_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_slots" ADD CONSTRAINT "usage_slots_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_of_link" ON "calls" USING btree ("app_id","token_id","started_at","id","tool","outcome","duration_ms","app_ms");--> statement-breakpoint
CREATE INDEX "calls_that_failed" ON "calls" USING btree ("app_id","started_at","id","outcome","tool","token_id") WHERE "calls"."outcome" <> 'ok';--> statement-breakpoint
-- Their rows are updated again and again; with room in their pages that needs no new entry in an index.
ALTER TABLE "usage_slots" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "usage_link_slots" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "links" SET (fillfactor = 70);--> statement-breakpoint
-- Below 16 the milliseconds themselves; from there on eight steps to each doubling.
CREATE FUNCTION "latency_bucket"("ms" integer) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (CASE WHEN "ms" < 16 THEN greatest("ms", 0) ELSE 16 + floor(8 * ln("ms" / 16::float8) / ln(2::float8)) END)::smallint;--> statement-breakpoint
-- Adds what a statement inserted to the roll-ups. A call is an entry with the key -1, and where the app answered two more,
-- whose keys are the buckets of its times. Whoever inserts has locked the app's row, so that no two add at the same time.
CREATE FUNCTION "count_new_calls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	WITH hourly AS MATERIALIZED (
		SELECT app_id, date_bin('1 hour', started_at, timestamptz '2000-01-01Z') AS hour, tool, outcome, key, count(*)::integer AS calls
		FROM new_calls,
			LATERAL (VALUES (-1), (latency_bucket(duration_ms - app_ms)), (256 + latency_bucket(app_ms))) AS entry (key)
		WHERE key IS NOT NULL
		GROUP BY 1, 2, 3, 4, 5
	), entries AS (
		-- Of the last hour alone is more asked than by the hour.
		SELECT app_id, 2 AS minutes, date_bin('2 minutes', started_at, timestamptz '2000-01-01Z') AS slot,
			tool, outcome, key, count(*)::integer AS calls
		FROM new_calls,
			LATERAL (VALUES (-1), (latency_bucket(duration_ms - app_ms)), (256 + latency_bucket(app_ms))) AS entry (key)
		WHERE key IS NOT NULL AND started_at > now() - interval '1 day'
		GROUP BY 1, 2, 3, 4, 5, 6
		UNION ALL
		SELECT app_id, minutes, date_bin(minutes * interval '1 minute', hour, timestamptz '2000-01-01Z'),
			tool, outcome, key, sum(calls)::integer
		FROM hourly, (VALUES (60), (360), (1440)) AS length (minutes)
		GROUP BY 1, 2, 3, 4, 5, 6
	)
	INSERT INTO usage_slots AS total (app_id, minutes, slot, tool, outcome, calls, time_buckets, time_counts)
	SELECT app_id, minutes, slot, tool, outcome, sum(calls) FILTER (WHERE key < 0),
		coalesce(array_agg(key::smallint) FILTER (WHERE key >= 0), '{}'),
		coalesce(array_agg(calls) FILTER (WHERE key >= 0), '{}')
	FROM entries
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (app_id, minutes, slot, tool, outcome) DO UPDATE SET
		calls = total.calls + excluded.calls,
		(time_buckets, time_counts) = (
			SELECT coalesce(array_agg(key), '{}'), coalesce(array_agg(calls), '{}')
			FROM (
				SELECT key, sum(calls)::integer AS calls
				FROM (
					SELECT unnest(total.time_buckets || excluded.time_buckets) AS key, unnest(total.time_counts || excluded.time_counts) AS calls
				) AS part
				GROUP BY 1
			) AS added
		);

	INSERT INTO usage_link_slots AS total (app_id, token_id, slot, tool, outcome, calls, time_buckets, time_counts)
	SELECT app_id, token_id, slot, tool, outcome, sum(calls) FILTER (WHERE key < 0),
		coalesce(array_agg(key::smallint) FILTER (WHERE key >= 0), '{}'),
		coalesce(array_agg(calls) FILTER (WHERE key >= 0), '{}')
	FROM (
		SELECT app_id, token_id, date_bin('6 hours', started_at, timestamptz '2000-01-01Z') AS slot, tool, outcome, key, count(*)::integer AS calls
		FROM new_calls,
			LATERAL (VALUES (-1), (latency_bucket(duration_ms - app_ms)), (256 + latency_bucket(app_ms))) AS entry (key)
		WHERE key IS NOT NULL
		GROUP BY 1, 2, 3, 4, 5, 6
	) AS entries
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (app_id, slot, token_id, tool, outcome) DO UPDATE SET
		calls = total.calls + excluded.calls,
		(time_buckets, time_counts) = (
			SELECT coalesce(array_agg(key), '{}'), coalesce(array_agg(calls), '{}')
			FROM (
				SELECT key, sum(calls)::integer AS calls
				FROM (
					SELECT unnest(total.time_buckets || excluded.time_buckets) AS key, unnest(total.time_counts || excluded.time_counts) AS calls
				) AS part
				GROUP BY 1
			) AS added
		);

	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "calls_are_counted" AFTER INSERT ON "calls" REFERENCING NEW TABLE AS new_calls
FOR EACH STATEMENT EXECUTE FUNCTION "count_new_calls"();--> statement-breakpoint
-- What was there before. Making the trigger has locked the table: who inserts meanwhile waits, and is counted by the trigger.
CREATE TEMPORARY TABLE "recounted" AS SELECT "app_id", "token_id", "tool", "outcome", "started_at", "duration_ms", "app_ms" FROM "calls" WITH NO DATA;--> statement-breakpoint
CREATE TRIGGER "calls_are_counted" AFTER INSERT ON "recounted" REFERENCING NEW TABLE AS new_calls
FOR EACH STATEMENT EXECUTE FUNCTION "count_new_calls"();--> statement-breakpoint
DO $$
DECLARE
	app text;
BEGIN
	FOR app IN SELECT id FROM apps LOOP
		INSERT INTO recounted SELECT app_id, token_id, tool, outcome, started_at, duration_ms, app_ms FROM calls WHERE app_id = app;
		TRUNCATE recounted;
	END LOOP;
END $$;--> statement-breakpoint
DROP TABLE "recounted";--> statement-breakpoint
-- Last, because nobody may read the calls from here to the end of the transaction.
DROP INDEX "calls_app_id_token_id_started_at_id_index";--> statement-breakpoint
DROP INDEX "calls_failed";
