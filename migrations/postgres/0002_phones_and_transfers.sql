ALTER TABLE "agents" ADD COLUMN "wants_standing_leg" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "auto_accept" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "with_agent_id" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "further_leg" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "transferred_at" bigint;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "transfer_queue_id" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "held_at" bigint;