CREATE TABLE `history_calls` (
	`seq` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`call_id` text NOT NULL,
	`direction` text NOT NULL,
	`purpose` text NOT NULL,
	`arrived_at` integer NOT NULL,
	`queued_at` integer,
	`answered_at` integer,
	`ended_at` integer,
	`end_cause` text,
	`raw_number` text,
	`number` text,
	`agent_id` text,
	`case_no` text,
	`task_id` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_calls_id` ON `history_calls` (`call_id`);--> statement-breakpoint
CREATE INDEX `history_calls_arrived` ON `history_calls` (`arrived_at`);--> statement-breakpoint
CREATE INDEX `history_calls_number` ON `history_calls` (`number`) WHERE "history_calls"."number" is not null;--> statement-breakpoint
CREATE INDEX `history_calls_reached` ON `history_calls` (`task_id`) WHERE "history_calls"."purpose" = 'satisfaction_visit' and "history_calls"."answered_at" is not null;--> statement-breakpoint
CREATE TABLE `history_cases` (
	`seq` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`case_no` text NOT NULL,
	`channel` text,
	`class` text,
	`accepted_at` integer NOT NULL,
	`path` text,
	`tags` text,
	`closed_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_cases_no` ON `history_cases` (`case_no`);--> statement-breakpoint
CREATE INDEX `history_cases_accepted` ON `history_cases` (`accepted_at`);--> statement-breakpoint
CREATE INDEX `history_cases_closed` ON `history_cases` (`closed_at`,`accepted_at`);--> statement-breakpoint
CREATE TABLE `history_days` (
	`day` integer PRIMARY KEY NOT NULL,
	`counts` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `history_dispatches` (
	`seq` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`case_no` text NOT NULL,
	`round` integer NOT NULL,
	`unit` text NOT NULL,
	`dispatched_at` integer NOT NULL,
	`signed_at` integer,
	`due_at` integer,
	`replied_at` integer,
	`returned` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_dispatches_of` ON `history_dispatches` (`case_no`,`round`,`unit`,`dispatched_at`);--> statement-breakpoint
CREATE INDEX `history_dispatches_dispatched` ON `history_dispatches` (`dispatched_at`);--> statement-breakpoint
CREATE INDEX `history_dispatches_due` ON `history_dispatches` (`due_at`);--> statement-breakpoint
CREATE TABLE `history_imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`files` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`file_index` integer NOT NULL,
	`byte` integer NOT NULL,
	`line` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_imports_fingerprint` ON `history_imports` (`fingerprint`);--> statement-breakpoint
CREATE TABLE `history_ratings` (
	`seq` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`rating_id` text NOT NULL,
	`case_no` text NOT NULL,
	`task_id` text,
	`source` text NOT NULL,
	`rated_at` integer NOT NULL,
	`score` text,
	`resolved` integer,
	`adjudication` text,
	`adjudication_reason` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_ratings_id` ON `history_ratings` (`rating_id`);--> statement-breakpoint
CREATE INDEX `history_ratings_case` ON `history_ratings` (`case_no`,`rated_at`,`rating_id`,`source`);--> statement-breakpoint
CREATE INDEX `history_ratings_rated` ON `history_ratings` (`task_id`) WHERE "history_ratings"."source" = 'callback';--> statement-breakpoint
CREATE TABLE `history_regulations` (
	`seq` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_regulations_name` ON `history_regulations` (`name`);--> statement-breakpoint
CREATE TABLE `history_roll_ups` (
	`id` integer PRIMARY KEY NOT NULL,
	`imports` text NOT NULL,
	`zone` text NOT NULL,
	`version` integer NOT NULL,
	`made_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `history_staff` (
	`seq` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`staff_id` text NOT NULL,
	`name` text,
	`post` text NOT NULL,
	`takes_requests` integer,
	`from_day` text NOT NULL,
	`to_day` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_staff_of` ON `history_staff` (`staff_id`,`from_day`);--> statement-breakpoint
CREATE TABLE `history_tasks` (
	`seq` integer PRIMARY KEY NOT NULL,
	`import_id` integer NOT NULL,
	`task_id` text NOT NULL,
	`case_no` text,
	`created_at` integer NOT NULL,
	`result` text,
	`closed_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `history_tasks_id` ON `history_tasks` (`task_id`);--> statement-breakpoint
CREATE INDEX `history_tasks_created` ON `history_tasks` (`created_at`);