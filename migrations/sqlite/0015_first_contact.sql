ALTER TABLE `dispatches` ADD `contact_by` integer;--> statement-breakpoint
ALTER TABLE `dispatches` ADD `extended` integer;--> statement-breakpoint
CREATE INDEX `dispatches_contact` ON `dispatches` (`contact_by`);