CREATE TABLE `call_outcomes` (
	`call_id` text PRIMARY KEY NOT NULL,
	`outcome` text NOT NULL,
	`case_no` text,
	`reason` text,
	`agent_id` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_calls` (
	`id` integer PRIMARY KEY NOT NULL,
	`case_no` text NOT NULL,
	`call_id` text NOT NULL,
	`as` text NOT NULL,
	`agent_id` text NOT NULL,
	`at` integer NOT NULL,
	`note` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `case_calls_of` ON `case_calls` (`case_no`,`call_id`);--> statement-breakpoint
CREATE INDEX `case_calls_call` ON `case_calls` (`call_id`,`case_no`);--> statement-breakpoint
CREATE TABLE `case_facts` (
	`seq` integer PRIMARY KEY NOT NULL,
	`case_no` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_facts_case` ON `case_facts` (`case_no`,`seq`);--> statement-breakpoint
CREATE TABLE `cases` (
	`case_no` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`state` text NOT NULL,
	`class` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`place` text NOT NULL,
	`requester_name` text NOT NULL,
	`contact` text NOT NULL,
	`number` text,
	`urgent` integer NOT NULL,
	`confidential` integer NOT NULL,
	`anonymous` integer NOT NULL,
	`enterprise` integer NOT NULL,
	`special_needs` integer NOT NULL,
	`agent_id` text NOT NULL,
	`call_id` text NOT NULL,
	`local_day` integer NOT NULL,
	`running` integer NOT NULL,
	`accepted_at` integer NOT NULL,
	`answer` text NOT NULL,
	`closed_at` integer,
	`words` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_request` ON `cases` (`request_id`);--> statement-breakpoint
CREATE INDEX `cases_accepted` ON `cases` (`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_number` ON `cases` (`number`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (`number`,`accepted_at`,`case_no`) WHERE "cases"."closed_at" is null;--> statement-breakpoint
CREATE INDEX `cases_day` ON `cases` (`local_day`,`running`);--> statement-breakpoint
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
CREATE TABLE `person_numbers` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`person_id` text NOT NULL,
	`confirmed_at` integer NOT NULL,
	`confirmed_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `person_numbers_of` ON `person_numbers` (`number`,`person_id`);--> statement-breakpoint
CREATE INDEX `person_numbers_number` ON `person_numbers` (`number`,`confirmed_at`);--> statement-breakpoint
CREATE TABLE `persons` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`place` text NOT NULL,
	`elder` integer NOT NULL,
	`minor` integer NOT NULL,
	`disabled` integer NOT NULL,
	`contact` text,
	`note` text NOT NULL
) STRICT;
--> statement-breakpoint
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
CREATE INDEX `service_ratings_call` ON `service_ratings` (`call_id`,`seq`);--> statement-breakpoint
CREATE INDEX `service_ratings_agent` ON `service_ratings` (`agent_id`,`at`);--> statement-breakpoint
CREATE TABLE `shared_numbers` (
	`number` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`agent_id` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `agents` ADD `wants_standing_leg` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `agents` ADD `auto_accept` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `with_agent_id` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `further_leg` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `transferred_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `transfer_queue_id` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `surveyed_at` integer;--> statement-breakpoint
ALTER TABLE `drafts` ADD `fields` text;