CREATE TABLE `attempts` (
	`call_id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`purpose` text NOT NULL,
	`number` text NOT NULL,
	`agent_id` text NOT NULL,
	`began_at` integer NOT NULL,
	`local_day` integer NOT NULL,
	`local_hour` integer NOT NULL,
	`answered_at` integer,
	`ended_at` integer,
	`ring_ms` integer,
	`talk_ms` integer,
	`network` text,
	`outcome` text,
	`by_network` text,
	`by_agent` text,
	`appointment` integer,
	`closed_at` integer,
	`note` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `attempts_task` ON `attempts` (`task_id`,`began_at`,`call_id`);--> statement-breakpoint
CREATE INDEX `attempts_number` ON `attempts` (`number`,`began_at`,`call_id`);--> statement-breakpoint
CREATE INDEX `attempts_began` ON `attempts` (`began_at`,`call_id`);--> statement-breakpoint
CREATE INDEX `attempts_open` ON `attempts` (`began_at`,`call_id`) WHERE "attempts"."closed_at" is null;--> statement-breakpoint
CREATE TABLE `callback_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`purpose` text NOT NULL,
	`number` text,
	`case_no` text,
	`round` integer,
	`order` integer NOT NULL,
	`urgent` integer NOT NULL,
	`source` text NOT NULL,
	`request_id` text NOT NULL,
	`note` text NOT NULL,
	`created_at` integer NOT NULL,
	`seq` integer NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	`due` integer,
	`appointment` integer,
	`attempts` text NOT NULL,
	`agent_id` text,
	`call_id` text,
	`drawn` integer NOT NULL,
	`result` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `callback_tasks_request` ON `callback_tasks` (`campaign_id`,`request_id`);--> statement-breakpoint
CREATE INDEX `callback_tasks_next` ON `callback_tasks` (`campaign_id`,`urgent`,`order`,`id`,`due`) WHERE not ("callback_tasks"."state" <> 'waiting');--> statement-breakpoint
CREATE INDEX `callback_tasks_due` ON `callback_tasks` (`campaign_id`,`due`) WHERE not ("callback_tasks"."state" <> 'waiting');--> statement-breakpoint
CREATE INDEX `callback_tasks_linked` ON `callback_tasks` (`due`,`id`) WHERE not ("callback_tasks"."state" <> 'linked');--> statement-breakpoint
CREATE INDEX `callback_tasks_number` ON `callback_tasks` (`number`,`created_at`,`id`) WHERE "callback_tasks"."number" is not null;--> statement-breakpoint
CREATE INDEX `callback_tasks_case` ON `callback_tasks` (`case_no`,`created_at`,`id`) WHERE "callback_tasks"."case_no" is not null;--> statement-breakpoint
CREATE INDEX `callback_tasks_created` ON `callback_tasks` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `callback_tasks_campaign` ON `callback_tasks` (`campaign_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `callback_tasks_state` ON `callback_tasks` (`state`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `callback_tasks_campaign_state` ON `callback_tasks` (`campaign_id`,`state`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `callback_tasks_result` ON `callback_tasks` (`result`,`created_at`,`id`) WHERE "callback_tasks"."result" is not null;--> statement-breakpoint
CREATE INDEX `callback_tasks_campaign_result` ON `callback_tasks` (`campaign_id`,`result`,`created_at`,`id`) WHERE "callback_tasks"."result" is not null;--> statement-breakpoint
CREATE TABLE `sample_seeds` (
	`seq` integer PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`local_day` integer NOT NULL,
	`seed` text NOT NULL,
	`share_per_mille` integer NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `sample_seeds_day` ON `sample_seeds` (`campaign_id`,`local_day`,`seq`);--> statement-breakpoint
CREATE TABLE `task_facts` (
	`seq` integer PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `task_facts_task` ON `task_facts` (`task_id`,`seq`);--> statement-breakpoint
ALTER TABLE `calls` ADD `purpose` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `task_id` text;--> statement-breakpoint
ALTER TABLE `rating_rulings` ADD `state` text DEFAULT 'confirmed' NOT NULL;--> statement-breakpoint
ALTER TABLE `rating_rulings` ADD `decided_by` text;--> statement-breakpoint
ALTER TABLE `rating_rulings` ADD `decided_at` integer;--> statement-breakpoint
ALTER TABLE `rating_rulings` ADD `decision` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `ratings` ADD `own_number` integer;