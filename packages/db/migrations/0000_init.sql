CREATE TABLE "allowed_origins" (
	"app_id" text NOT NULL,
	"origin" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allowed_origins_app_id_origin_pk" PRIMARY KEY("app_id","origin")
);
--> statement-breakpoint
CREATE TABLE "app_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"key_hash" text NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "app_keys_key_hash" UNIQUE("key_hash"),
	CONSTRAINT "app_keys_key_hash_sha256" CHECK ("app_keys"."key_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "apps" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"link_calls" text DEFAULT 'all' NOT NULL,
	"hold_for_ms" bigint DEFAULT 604800000 NOT NULL,
	"registry_version" integer DEFAULT 1 NOT NULL,
	"acknowledged_version" integer DEFAULT 0 NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"activity" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "apps_id" CHECK ("apps"."id" ~ '^as_app_[0-9A-HJKMNP-TV-Z]{13}$'),
	CONSTRAINT "apps_status" CHECK ("apps"."status" in ('active', 'suspended', 'deleted')),
	CONSTRAINT "apps_link_calls" CHECK ("apps"."link_calls" in ('off', 'read-only', 'all')),
	CONSTRAINT "apps_hold_for_ms" CHECK ("apps"."hold_for_ms" >= 0),
	CONSTRAINT "apps_versions" CHECK ("apps"."acknowledged_version" between 0 and "apps"."registry_version"),
	CONSTRAINT "apps_deleted" CHECK (("apps"."status" = 'deleted') = ("apps"."deleted_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"action" text NOT NULL,
	"app_id" text,
	"subject" text NOT NULL,
	"ip_address" text,
	"request_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auth_sessions_id_hash_sha256" CHECK ("auth_sessions"."id_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"session_id" text NOT NULL,
	"token_id" text NOT NULL,
	"request_id" text NOT NULL,
	"tool" text NOT NULL,
	"surface" text NOT NULL,
	"client" text,
	"outcome" text NOT NULL,
	"http_status" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"app_ms" integer,
	"request_bytes" integer NOT NULL,
	"response_bytes" integer NOT NULL,
	CONSTRAINT "calls_outcome" CHECK ("calls"."outcome" in ('ok', 'tool_error', 'invalid_input', 'tool_timeout', 'app_offline', 'outcome_unknown', 'bad_reply', 'reply_too_large', 'cancelled', 'revoked', 'too_many_inflight')),
	CONSTRAINT "calls_surface" CHECK ("calls"."surface" in ('http', 'link', 'mcp', 'batch'))
);
--> statement-breakpoint
CREATE TABLE "links" (
	"app_id" text NOT NULL,
	"token_id" text NOT NULL,
	"session_id" text NOT NULL,
	"label" text,
	"read_only" boolean DEFAULT false NOT NULL,
	"tools" text[],
	"max_calls" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"client" text,
	"client_at" timestamp (3) with time zone,
	"calls" integer DEFAULT 0 NOT NULL,
	"errors" integer DEFAULT 0 NOT NULL,
	"revoke_requested_at" timestamp (3) with time zone,
	"revoke_attempted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	CONSTRAINT "links_app_id_token_id_pk" PRIMARY KEY("app_id","token_id"),
	CONSTRAINT "links_revoked_by" CHECK ("links"."revoked_by" in ('app', 'holder', 'developer')),
	CONSTRAINT "links_revoked" CHECK (("links"."revoked_at" is null) = ("links"."revoked_by" is null)),
	CONSTRAINT "links_counts" CHECK ("links"."errors" between 0 and "links"."calls")
);
--> statement-breakpoint
CREATE TABLE "quarantined_events" (
	"id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"event" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quarantined_events_reason" CHECK ("quarantined_events"."reason" in ('too_old', 'in_the_future', 'unknown_app'))
);
--> statement-breakpoint
CREATE TABLE "refusal_events" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refused_origins" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"app_id" text NOT NULL,
	"origin" text,
	"code" text NOT NULL,
	"count" integer NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refused_origins_once" UNIQUE NULLS NOT DISTINCT("app_id","origin","code")
);
--> statement-breakpoint
CREATE TABLE "registry_outbox" (
	"app_id" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"last_error" text,
	CONSTRAINT "registry_outbox_app_id_version_pk" PRIMARY KEY("app_id","version")
);
--> statement-breakpoint
CREATE TABLE "relay_sessions" (
	"app_id" text NOT NULL,
	"id" text NOT NULL,
	"origin" text,
	"sdk" text,
	"online" boolean DEFAULT false NOT NULL,
	"tool_count" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"presence_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	CONSTRAINT "relay_sessions_app_id_id_pk" PRIMARY KEY("app_id","id"),
	CONSTRAINT "relay_sessions_end_reason" CHECK ("relay_sessions"."end_reason" in ('app', 'developer', 'expired')),
	CONSTRAINT "relay_sessions_ended" CHECK (("relay_sessions"."ended_at" is null) = ("relay_sessions"."end_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "usage_hourly" (
	"app_id" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"calls" bigint NOT NULL,
	CONSTRAINT "usage_hourly_app_id_hour_outcome_pk" PRIMARY KEY("app_id","hour","outcome"),
	CONSTRAINT "usage_hourly_outcome" CHECK ("usage_hourly"."outcome" in ('ok', 'tool_error', 'invalid_input', 'tool_timeout', 'app_offline', 'outcome_unknown', 'bad_reply', 'reply_too_large', 'cancelled', 'revoked', 'too_many_inflight')),
	CONSTRAINT "usage_hourly_hour" CHECK ("usage_hourly"."hour" = date_trunc('hour', "usage_hourly"."hour", 'UTC'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email" UNIQUE("email"),
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('owner', 'admin', 'developer', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "allowed_origins" ADD CONSTRAINT "allowed_origins_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_keys" ADD CONSTRAINT "app_keys_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_app_id_token_id_links_app_id_token_id_fk" FOREIGN KEY ("app_id","token_id") REFERENCES "public"."links"("app_id","token_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_app_id_session_id_relay_sessions_app_id_id_fk" FOREIGN KEY ("app_id","session_id") REFERENCES "public"."relay_sessions"("app_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refused_origins" ADD CONSTRAINT "refused_origins_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_outbox" ADD CONSTRAINT "registry_outbox_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relay_sessions" ADD CONSTRAINT "relay_sessions_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_hourly" ADD CONSTRAINT "usage_hourly_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "app_keys_app_id_index" ON "app_keys" USING btree ("app_id");--> statement-breakpoint
CREATE INDEX "apps_workspace_id_created_at_index" ON "apps" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_events_workspace_id_id_index" ON "audit_events" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "auth_sessions_user_id_index" ON "auth_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_sessions_expires_at_index" ON "auth_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "calls_app_id_started_at_id_index" ON "calls" USING btree ("app_id","started_at","id");--> statement-breakpoint
CREATE INDEX "calls_app_id_token_id_started_at_id_index" ON "calls" USING btree ("app_id","token_id","started_at","id");--> statement-breakpoint
CREATE INDEX "links_app_id_created_at_token_id_index" ON "links" USING btree ("app_id","created_at","token_id");--> statement-breakpoint
CREATE INDEX "links_app_id_session_id_index" ON "links" USING btree ("app_id","session_id");--> statement-breakpoint
CREATE INDEX "links_unacknowledged_revocation" ON "links" USING btree ("revoke_attempted_at") WHERE "links"."revoke_requested_at" is not null and "links"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "refusal_events_at_index" ON "refusal_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "refused_origins_app_id_last_seen_at_index" ON "refused_origins" USING btree ("app_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "registry_outbox_next_attempt_at_index" ON "registry_outbox" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE INDEX "relay_sessions_app_id_started_at_index" ON "relay_sessions" USING btree ("app_id","started_at");--> statement-breakpoint
CREATE INDEX "memberships_user_id_index" ON "memberships" USING btree ("user_id");