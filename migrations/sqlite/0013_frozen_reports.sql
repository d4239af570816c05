CREATE TABLE `frozen_reports` (
	`id` integer PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`version` integer NOT NULL,
	`frozen_at` integer NOT NULL,
	`reason` text,
	`head_seq` integer NOT NULL,
	`head_hash` text NOT NULL,
	`document` text NOT NULL,
	`sha256` text NOT NULL,
	`files` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `frozen_reports_period` ON `frozen_reports` (`period`,`version`);