CREATE TABLE `agent_intervals` (
	`id` integer PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`call_id` text,
	`from_at` integer NOT NULL,
	`to_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `agent_intervals_open` ON `agent_intervals` (`agent_id`) WHERE "agent_intervals"."to_at" is null;--> statement-breakpoint
CREATE INDEX `agent_intervals_ended` ON `agent_intervals` (`to_at`);--> statement-breakpoint
CREATE TABLE `agents` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`extension` text NOT NULL,
	`group_name` text NOT NULL,
	`skills` text NOT NULL,
	`sip_password` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `agents_extension` ON `agents` (`extension`);--> statement-breakpoint
CREATE TABLE `calls` (
	`id` text PRIMARY KEY NOT NULL,
	`queue_id` text NOT NULL,
	`dialled` text NOT NULL,
	`raw_number` text NOT NULL,
	`number` text,
	`withheld` integer NOT NULL,
	`priority` integer NOT NULL,
	`adopted` integer NOT NULL,
	`arrived_at` integer NOT NULL,
	`local_day` integer NOT NULL,
	`local_hour` integer NOT NULL,
	`queued_at` integer,
	`answered_at` integer,
	`ended_at` integer,
	`agent_id` text,
	`wait_ms` integer,
	`talk_ms` integer,
	`end_cause` text,
	`ended_by` text,
	`abandon_stage` text,
	`overflow_reason` text,
	`fail_reason` text,
	`offers` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `calls_arrived` ON `calls` (`arrived_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_number` ON `calls` (`number`,`arrived_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_agent` ON `calls` (`agent_id`,`arrived_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_queue` ON `calls` (`queue_id`,`arrived_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_open` ON `calls` (`arrived_at`) WHERE "calls"."ended_at" is null;--> statement-breakpoint
CREATE TABLE `facts` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`received` integer NOT NULL,
	`kind` text NOT NULL,
	`call_id` text,
	`agent_id` text,
	`body` text NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `facts_call` ON `facts` (`call_id`,`seq`) WHERE "facts"."call_id" is not null;--> statement-breakpoint
CREATE TABLE `legs` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`call_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`answered_at` integer,
	`ended_at` integer,
	`how` text,
	`talk_ms` integer,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `legs_call` ON `legs` (`call_id`,`seq`);--> statement-breakpoint
CREATE TABLE `missed_calls` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`times` integer NOT NULL,
	`last_call_id` text NOT NULL,
	`closed_at` integer,
	`closed_by` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `missed_calls_open` ON `missed_calls` (`number`) WHERE "missed_calls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX `missed_calls_waiting` ON `missed_calls` (`first_at`,`id`) WHERE "missed_calls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX `missed_calls_closed` ON `missed_calls` (`closed_at`,`id`) WHERE "missed_calls"."closed_at" is not null;--> statement-breakpoint
CREATE TABLE `offers` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`call_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`ended_at` integer,
	`result` text,
	`ring_ms` integer,
	`reason` text NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `offers_id` ON `offers` (`id`,`seq`);--> statement-breakpoint
CREATE INDEX `offers_call` ON `offers` (`call_id`,`seq`);--> statement-breakpoint
CREATE INDEX `offers_made` ON `offers` (`made_at`);--> statement-breakpoint
CREATE INDEX `offers_ended` ON `offers` (`ended_at`);--> statement-breakpoint
CREATE TABLE `queues` (
	`id` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`agent_id` text,
	`password_hash` text NOT NULL,
	`disabled` integer NOT NULL,
	FOREIGN KEY (`agent_id`) REFERENCES `agents`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `users_name` ON `users` (`name`);