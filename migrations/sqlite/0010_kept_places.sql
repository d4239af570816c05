ALTER TABLE `calls` ADD `place_expires_at` integer;--> statement-breakpoint
CREATE INDEX `calls_places` ON `calls` (`arrived_at`) WHERE "calls"."place_expires_at" is not null;