-- Their rows are updated again and again, as those of the other books; what is written from here on has room for that.
ALTER TABLE "relay_sessions" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "usage_by_link" SET (fillfactor = 70);--> statement-breakpoint
-- A histogram of which a bucket may stand there several times, with each of them once, in order.
CREATE FUNCTION "merged_buckets"("buckets" smallint[]) RETURNS smallint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT array_agg(DISTINCT key ORDER BY key) FROM unnest("buckets") AS key);--> statement-breakpoint
CREATE FUNCTION "merged_counts"("buckets" smallint[], "counts" integer[]) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
	SELECT array_agg(calls ORDER BY key)
	FROM (SELECT key, sum(calls)::integer AS calls FROM unnest("buckets", "counts") AS part (key, calls) GROUP BY 1) AS added
);--> statement-breakpoint
-- As before, with each call's buckets worked out once, and a histogram continued at its end: adding its parts is for whoever
-- reads it, and for the writer only when it has grown past 128 of them, which keeps its row far from what is stored elsewhere.
CREATE OR REPLACE FUNCTION "count_new_calls"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	WITH timed AS MATERIALIZED (
		SELECT app_id, token_id, started_at, tool, outcome,
			latency_bucket(duration_ms - app_ms) AS relay_key, (256 + latency_bucket(app_ms))::smallint AS app_key
		FROM new_calls
	), of_links AS (
		INSERT INTO usage_link_slots AS total (app_id, token_id, slot, tool, outcome, calls, time_buckets, time_counts)
		SELECT app_id, token_id, date_bin('6 hours', started_at, timestamptz '2000-01-01Z'), tool, outcome, count(*),
			coalesce(array_agg(relay_key) FILTER (WHERE app_key IS NOT NULL) || array_agg(app_key) FILTER (WHERE app_key IS NOT NULL), '{}'),
			array_fill(1, ARRAY[2 * count(app_key)::integer])
		FROM timed
		GROUP BY 1, 2, 3, 4, 5
		ON CONFLICT (app_id, slot, token_id, tool, outcome) DO UPDATE SET
			calls = total.calls + excluded.calls,
			time_buckets = CASE WHEN cardinality(total.time_buckets) + cardinality(excluded.time_buckets) <= 128
				THEN total.time_buckets || excluded.time_buckets
				ELSE merged_buckets(total.time_buckets || excluded.time_buckets) END,
			time_counts = CASE WHEN cardinality(total.time_buckets) + cardinality(excluded.time_buckets) <= 128
				THEN total.time_counts || excluded.time_counts
				ELSE merged_counts(total.time_buckets || excluded.time_buckets, total.time_counts || excluded.time_counts) END
	), keyed AS MATERIALIZED (
		-- A call is an entry with the key -1, and where the app answered two more.
		SELECT app_id, date_bin('2 minutes', started_at, timestamptz '2000-01-01Z') AS slot, tool, outcome, key, count(*)::integer AS calls
		FROM timed, LATERAL (VALUES (-1::smallint), (relay_key), (app_key)) AS entry (key)
		WHERE key IS NOT NULL
		GROUP BY 1, 2, 3, 4, 5
	)
	INSERT INTO usage_slots AS total (app_id, minutes, slot, tool, outcome, calls, time_buckets, time_counts)
	SELECT app_id, minutes, date_bin(length, slot, timestamptz '2000-01-01Z'), tool, outcome, sum(calls) FILTER (WHERE key < 0),
		coalesce(array_agg(key) FILTER (WHERE key >= 0), '{}'),
		coalesce(array_agg(calls) FILTER (WHERE key >= 0), '{}')
	FROM keyed, (VALUES (2, interval '2 minutes'), (60, interval '1 hour'), (360, interval '6 hours'), (1440, interval '1 day')) AS lengths (minutes, length)
	-- Of the last hour alone is more asked than by the hour.
	WHERE minutes > 2 OR slot > now() - interval '1 day'
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (app_id, minutes, slot, tool, outcome) DO UPDATE SET
		calls = total.calls + excluded.calls,
		time_buckets = CASE WHEN cardinality(total.time_buckets) + cardinality(excluded.time_buckets) <= 128
			THEN total.time_buckets || excluded.time_buckets
			ELSE merged_buckets(total.time_buckets || excluded.time_buckets) END,
		time_counts = CASE WHEN cardinality(total.time_buckets) + cardinality(excluded.time_buckets) <= 128
			THEN total.time_counts || excluded.time_counts
			ELSE merged_counts(total.time_buckets || excluded.time_buckets, total.time_counts || excluded.time_counts) END;
	RETURN NULL;
END $$;
