CREATE TABLE `recordings` (
	`part` text PRIMARY KEY NOT NULL,
	`call_id` text NOT NULL,
	`started_at` integer,
	`failed_why` text,
	`paused_at` integer,
	`paused_by` text,
	`closed_at` integer,
	`bytes` integer,
	`sha256` text,
	`audio_ms` integer,
	`gap_ms` integer,
	`held_at` integer,
	`erased_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `recordings_call` ON `recordings` (`call_id`,`part`);--> statement-breakpoint
CREATE INDEX `recordings_closed` ON `recordings` (`closed_at`,`part`);