ALTER TABLE "apps" ADD COLUMN "status_before" text;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_status_before" CHECK ("apps"."status_before" in ('active', 'suspended'));--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_purged" CHECK ("apps"."purged_at" is null or "apps"."deleted_at" is not null);