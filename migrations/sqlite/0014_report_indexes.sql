CREATE INDEX `cases_closed` ON `cases` (`closed_at`) WHERE "cases"."closed_at" is not null;--> statement-breakpoint
CREATE INDEX `dispatches_dispatched` ON `dispatches` (`dispatched_at`);--> statement-breakpoint
CREATE INDEX `history_ratings_at` ON `history_ratings` (`rated_at`);