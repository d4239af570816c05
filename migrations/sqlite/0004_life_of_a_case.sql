CREATE TABLE `article_facts` (
	`seq` integer PRIMARY KEY NOT NULL,
	`article_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `article_facts_article` ON `article_facts` (`article_id`,`seq`);--> statement-breakpoint
CREATE TABLE `article_feedback` (
	`id` text PRIMARY KEY NOT NULL,
	`article_id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`note` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`resolution` text,
	`resolved_by` text,
	`resolved_at` integer,
	`resolved_note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `article_feedback_article` ON `article_feedback` (`article_id`,`at`);--> statement-breakpoint
CREATE INDEX `article_feedback_open` ON `article_feedback` (`at`,`id`) WHERE "article_feedback"."resolution" is null and "article_feedback"."kind" <> 'useful';--> statement-breakpoint
CREATE TABLE `article_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`article_id` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`note` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `article_versions_of` ON `article_versions` (`article_id`,`version`);--> statement-breakpoint
CREATE TABLE `articles` (
	`id` text PRIMARY KEY NOT NULL,
	`row` integer NOT NULL,
	`module` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`origin` text NOT NULL,
	`author` text NOT NULL,
	`owner` text NOT NULL,
	`valid_from` integer,
	`expires_at` integer,
	`review_at` integer,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	`submitted_at` integer,
	`published_at` integer,
	`reminded_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_row` ON `articles` (`row`);--> statement-breakpoint
CREATE INDEX `articles_found` ON `articles` (`row`,`state`,`expires_at`,`valid_from`,`module`);--> statement-breakpoint
CREATE INDEX `articles_changed` ON `articles` (`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_state` ON `articles` (`state`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_author` ON `articles` (`author`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `articles_expiry` ON `articles` (`state`,`expires_at`);--> statement-breakpoint
CREATE INDEX `articles_review` ON `articles` (`state`,`review_at`);--> statement-breakpoint
CREATE INDEX `articles_waiting` ON `articles` (`state`,`submitted_at`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploader` text NOT NULL,
	`uploader_kind` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	`case_no` text,
	`attached_at` integer,
	`position` integer,
	`stripped` integer NOT NULL,
	`erased_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachments_case` ON `attachments` (`case_no`,`position`,`id`) WHERE "attachments"."case_no" is not null;--> statement-breakpoint
CREATE INDEX `attachments_left` ON `attachments` (`uploaded_at`,`id`) WHERE "attachments"."case_no" is null and "attachments"."erased_at" is null;--> statement-breakpoint
CREATE INDEX `attachments_waiting` ON `attachments` (`uploader`,`uploader_kind`,`uploaded_at`,`id`) WHERE "attachments"."case_no" is null and "attachments"."erased_at" is null;--> statement-breakpoint
CREATE TABLE `case_accesses` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`case_no` text NOT NULL,
	`by` text NOT NULL,
	`role` text NOT NULL,
	`reason` text NOT NULL,
	`address` text NOT NULL,
	`what` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_accesses_case` ON `case_accesses` (`case_no`,`seq`);--> statement-breakpoint
CREATE INDEX `case_accesses_by` ON `case_accesses` (`by`,`seq`);--> statement-breakpoint
CREATE TABLE `dispatches` (
	`id` integer PRIMARY KEY NOT NULL,
	`case_no` text NOT NULL,
	`number` integer NOT NULL,
	`round` integer NOT NULL,
	`unit` text NOT NULL,
	`handler_unit` text,
	`ruled` integer NOT NULL,
	`dispatched_at` integer NOT NULL,
	`sign_by` integer NOT NULL,
	`signed_at` integer,
	`first_due_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`return_asked_at` integer,
	`contacted_at` integer,
	`replied_at` integer,
	`ended_at` integer,
	`ended` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `dispatches_of` ON `dispatches` (`case_no`,`number`);--> statement-breakpoint
CREATE INDEX `dispatches_unit` ON `dispatches` (`unit`,`dispatched_at`);--> statement-breakpoint
CREATE INDEX `dispatches_unit_due` ON `dispatches` (`unit`,`due_at`);--> statement-breakpoint
CREATE INDEX `dispatches_due` ON `dispatches` (`due_at`);--> statement-breakpoint
CREATE INDEX `dispatches_signed` ON `dispatches` (`sign_by`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`number_hash` text NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `erasures_number` ON `erasures` (`number_hash`);--> statement-breakpoint
CREATE TABLE `notice_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`key` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`template` text NOT NULL,
	`values` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`urgent` integer NOT NULL,
	`created_at` integer NOT NULL,
	`not_after` integer NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`next_at` integer NOT NULL,
	`tries` integer NOT NULL,
	`last_error` text,
	`ended_at` integer,
	`receipt` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`kind`,`state`,`urgent`,`next_at`,`key`) WHERE "outbox"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `outbox_ended` ON `outbox` (`ended_at`,`key`) WHERE "outbox"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX `outbox_lost` ON `outbox` (`kind`,`state`) WHERE "outbox"."state" in ('failed', 'expired');--> statement-breakpoint
CREATE TABLE `rating_rulings` (
	`seq` integer PRIMARY KEY NOT NULL,
	`case_no` text NOT NULL,
	`ruling` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `rating_rulings_case` ON `rating_rulings` (`case_no`,`seq`);--> statement-breakpoint
CREATE TABLE `ratings` (
	`seq` integer PRIMARY KEY NOT NULL,
	`case_no` text NOT NULL,
	`round` integer NOT NULL,
	`unit` text,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	`result` text NOT NULL,
	`score` text,
	`solved` integer,
	`contacted` integer,
	`reason` text NOT NULL,
	`by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `ratings_case` ON `ratings` (`case_no`,`seq`);--> statement-breakpoint
CREATE INDEX `ratings_unit` ON `ratings` (`unit`,`at`);--> statement-breakpoint
CREATE INDEX `ratings_at` ON `ratings` (`at`);--> statement-breakpoint
CREATE TABLE `reply_reviews` (
	`seq` integer PRIMARY KEY NOT NULL,
	`case_no` text NOT NULL,
	`unit` text NOT NULL,
	`at` integer NOT NULL,
	`accepted` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `reply_reviews_at` ON `reply_reviews` (`at`);--> statement-breakpoint
CREATE INDEX `reply_reviews_unit` ON `reply_reviews` (`unit`,`at`);--> statement-breakpoint
CREATE TABLE `score_issues` (
	`id` integer PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`version` integer NOT NULL,
	`sheet` text NOT NULL,
	`sheet_version` integer NOT NULL,
	`rows` text NOT NULL,
	`objection_id` text,
	`by` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `score_issues_of` ON `score_issues` (`month`,`version`);--> statement-breakpoint
CREATE TABLE `score_objections` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`version` integer NOT NULL,
	`unit` text NOT NULL,
	`indicator` text,
	`case_no` text,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`rule_by` integer NOT NULL,
	`state` text NOT NULL,
	`ruled_by` text,
	`ruled_at` integer,
	`ruling` text,
	`correction` text,
	`issued` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `score_objections_month` ON `score_objections` (`month`,`unit`);--> statement-breakpoint
CREATE TABLE `settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	`document` text,
	`by` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `settings_of` ON `settings` (`kind`,`key`,`version`);--> statement-breakpoint
CREATE TABLE `unit_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`leads` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	`last_used_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_keys_hash` ON `unit_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `unit_keys_unit` ON `unit_keys` (`unit`,`created_at`);--> statement-breakpoint
CREATE TABLE `unit_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`body` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `unit_requests_old` ON `unit_requests` (`at`);--> statement-breakpoint
CREATE TABLE `webhook_targets` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`former_secret` text,
	`disabled_at` integer,
	`disabled_why` text
) STRICT;
--> statement-breakpoint
ALTER TABLE `cases` ADD `channel` text DEFAULT 'phone' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `topic` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `danger` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `coordinates` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `query_code` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `foreign_platform` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `foreign_id` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `supervised` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `extended` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `sensitive` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `since` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `owner` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `deadline` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `unit` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `handler_unit` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `co_units` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `dispatched_at` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `provisional` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `open_due_at` integer;--> statement-breakpoint
ALTER TABLE `cases` ADD `round` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `returns` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `redos` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `urges` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `extension_asked` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `draft_reply` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `suggested_unit` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `master_no` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `result` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `score` text;--> statement-breakpoint
CREATE INDEX `cases_owner` ON `cases` (`owner`,`deadline`,`case_no`) WHERE "cases"."owner" is not null;--> statement-breakpoint
CREATE INDEX `cases_unit` ON `cases` (`unit`,`deadline`,`case_no`) WHERE "cases"."owner" is not null;--> statement-breakpoint
CREATE INDEX `cases_handler` ON `cases` (`handler_unit`,`deadline`,`case_no`) WHERE "cases"."owner" is not null;--> statement-breakpoint
CREATE INDEX `cases_due` ON `cases` (`open_due_at`,`case_no`) WHERE "cases"."open_due_at" is not null;--> statement-breakpoint
CREATE INDEX `cases_supervised` ON `cases` (`accepted_at`,`case_no`) WHERE "cases"."supervised" and "cases"."closed_at" is null;--> statement-breakpoint
CREATE INDEX `cases_unit_all` ON `cases` (`unit`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_topic` ON `cases` (`topic`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`accepted_at`,`case_no`);--> statement-breakpoint
CREATE INDEX `cases_master` ON `cases` (`master_no`,`case_no`) WHERE "cases"."master_no" is not null;--> statement-breakpoint
ALTER TABLE `users` ADD `also_roles` text;--> statement-breakpoint
ALTER TABLE `users` ADD `unit_id` text;--> statement-breakpoint
CREATE INDEX `person_numbers_person` ON `person_numbers` (`person_id`);--> statement-breakpoint
CREATE VIRTUAL TABLE article_words USING fts5(title, questions, body, tokenize = 'ascii', detail = 'column');
