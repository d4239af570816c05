ALTER TABLE `agents` ADD `wants_standing_leg` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `agents` ADD `auto_accept` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `with_agent_id` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `further_leg` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `transferred_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `transfer_queue_id` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `held_at` integer;