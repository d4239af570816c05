CREATE TABLE `directory` (
	`id` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `parties` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`call_id` text NOT NULL,
	`leg` text NOT NULL,
	`kind` text NOT NULL,
	`mode` text NOT NULL,
	`called_by` text,
	`agent_id` text,
	`contact_id` text,
	`name` text,
	`number` text,
	`unit` text,
	`called_at` integer NOT NULL,
	`joined_at` integer,
	`ended_at` integer,
	`how` text,
	`talk_ms` integer,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `parties_call` ON `parties` (`call_id`,`seq`);--> statement-breakpoint
CREATE INDEX `parties_unit` ON `parties` (`unit`,`called_at`);--> statement-breakpoint
CREATE INDEX `parties_open` ON `parties` (`call_id`,`seq`) WHERE "parties"."ended_at" is null;--> statement-breakpoint
CREATE TABLE `service_ratings` (
	`seq` integer PRIMARY KEY NOT NULL,
	`call_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`at` integer NOT NULL,
	`result` text NOT NULL,
	`score` integer,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `service_ratings_call` ON `service_ratings` (`call_id`);--> statement-breakpoint
CREATE INDEX `service_ratings_agent` ON `service_ratings` (`agent_id`,`at`);--> statement-breakpoint
ALTER TABLE `agents` ADD `wants_standing_leg` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `agents` ADD `auto_accept` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `with_agent_id` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `further_leg` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `transferred_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `transfer_queue_id` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `surveyed_at` integer;