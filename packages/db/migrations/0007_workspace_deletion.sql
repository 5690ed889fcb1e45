ALTER TABLE "invitations" ADD COLUMN "copied_hash" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "workspaces_to_purge" ON "workspaces" USING btree ("deleted_at") WHERE "workspaces"."deleted_at" is not null and "workspaces"."purged_at" is null;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_copied_hash" UNIQUE("copied_hash");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_copied_hash_sha256" CHECK ("invitations"."copied_hash" ~ '^[0-9a-f]{64}$');--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_purged" CHECK ("workspaces"."purged_at" is null or "workspaces"."deleted_at" is not null);