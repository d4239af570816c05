PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_cases` (
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
	`agent_id` text,
	`call_id` text,
	`local_day` integer NOT NULL,
	`running` integer NOT NULL,
	`accepted_at` integer NOT NULL,
	`answer` text NOT NULL,
	`closed_at` integer,
	`channel` text DEFAULT 'phone' NOT NULL,
	`topic` text,
	`danger` text,
	`coordinates` text,
	`query_code` text,
	`foreign_platform` text,
	`foreign_id` text,
	`supervised` integer DEFAULT false NOT NULL,
	`extended` integer DEFAULT false NOT NULL,
	`sensitive` integer DEFAULT false NOT NULL,
	`since` integer,
	`owner` text,
	`deadline` integer,
	`unit` text,
	`handler_unit` text,
	`co_units` text,
	`dispatched_at` integer,
	`due_at` integer,
	`provisional` integer DEFAULT false NOT NULL,
	`open_due_at` integer,
	`round` integer DEFAULT 0 NOT NULL,
	`returns` integer DEFAULT 0 NOT NULL,
	`redos` integer DEFAULT 0 NOT NULL,
	`urges` integer DEFAULT 0 NOT NULL,
	`extension_asked` integer DEFAULT false NOT NULL,
	`draft_reply` integer DEFAULT false NOT NULL,
	`suggested_unit` text,
	`master_no` text,
	`result` text,
	`score` text
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_cases`("case_no", "request_id", "state", "class", "title", "text", "place", "requester_name", "contact", "number", "urgent", "confidential", "anonymous", "enterprise", "special_needs", "agent_id", "call_id", "local_day", "running", "accepted_at", "answer", "closed_at", "channel", "topic", "danger", "coordinates", "query_code", "foreign_platform", "foreign_id", "supervised", "extended", "sensitive", "since", "owner", "deadline", "unit", "handler_unit", "co_units", "dispatched_at", "due_at", "provisional", "open_due_at", "round", "returns", "redos", "urges", "extension_asked", "draft_reply", "suggested_unit", "master_no", "result", "score") SELECT "case_no", "request_id", "state", "class", "title", "text", "place", "requester_name", "contact", "number", "urgent", "confidential", "anonymous", "enterprise", "special_needs", "agent_id", "call_id", "local_day", "running", "accepted_at", "answer", "closed_at", "channel", "topic", "danger", "coordinates", "query_code", "foreign_platform", "foreign_id", "supervised", "extended", "sensitive", "since", "owner", "deadline", "unit", "handler_unit", "co_units", "dispatched_at", "due_at", "provisional", "open_due_at", "round", "returns", "redos", "urges", "extension_asked", "draft_reply", "suggested_unit", "master_no", "result", "score" FROM `cases`;--> statement-breakpoint
DROP TABLE `cases`;--> statement-breakpoint
ALTER TABLE `__new_cases` RENAME TO `cases`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `cases_request` ON `cases` (`request_id`);--> statement-breakpoint
CREATE INDEX `cases_accepted` ON `cases` (`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_number` ON `cases` (`number`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_open` ON `cases` (`number`,`accepted_at`,`case_no`) WHERE "cases"."closed_at" is null;--> statement-breakpoint
CREATE INDEX `cases_day` ON `cases` (`local_day`,`running`);--> statement-breakpoint
CREATE INDEX `cases_owner` ON `cases` (`owner`,`deadline`,`case_no`) WHERE "cases"."owner" is not null;--> statement-breakpoint
CREATE INDEX `cases_unit` ON `cases` (`unit`,`deadline`,`case_no`) WHERE "cases"."owner" is not null;--> statement-breakpoint
CREATE INDEX `cases_handler` ON `cases` (`handler_unit`,`deadline`,`case_no`) WHERE "cases"."owner" is not null;--> statement-breakpoint
CREATE INDEX `cases_due` ON `cases` (`open_due_at`,`case_no`) WHERE "cases"."open_due_at" is not null;--> statement-breakpoint
CREATE INDEX `cases_supervised` ON `cases` (`accepted_at`,`case_no`) WHERE "cases"."supervised" and "cases"."closed_at" is null;--> statement-breakpoint
CREATE INDEX `cases_unit_all` ON `cases` (`unit`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_topic` ON `cases` (`topic`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_master` ON `cases` (`master_no`,`case_no`) WHERE "cases"."master_no" is not null;