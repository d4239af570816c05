CREATE TABLE `day_deliveries` (
	`id` integer PRIMARY KEY NOT NULL,
	`day` integer NOT NULL,
	`version` integer NOT NULL,
	`target` text NOT NULL,
	`state` text NOT NULL,
	`next_at` integer NOT NULL,
	`tries` integer NOT NULL,
	`last_error` text,
	`ended_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `day_deliveries_target` ON `day_deliveries` (`day`,`version`,`target`);--> statement-breakpoint
CREATE INDEX `day_deliveries_open` ON `day_deliveries` (`day`,`version`,`target`) WHERE "day_deliveries"."ended_at" is null;--> statement-breakpoint
CREATE TABLE `day_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`day` integer NOT NULL,
	`version` integer NOT NULL,
	`standing` text NOT NULL,
	`content` text NOT NULL,
	`made_at` integer NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` text NOT NULL,
	`files` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `day_versions_day` ON `day_versions` (`day`,`version`);