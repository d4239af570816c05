CREATE TABLE "recordings" (
	"part" text PRIMARY KEY NOT NULL,
	"call_id" text NOT NULL,
	"started_at" bigint,
	"failed_why" text,
	"paused_at" bigint,
	"paused_by" text,
	"closed_at" bigint,
	"bytes" bigint,
	"sha256" text,
	"audio_ms" bigint,
	"gap_ms" bigint,
	"held_at" bigint,
	"erased_at" bigint
);
--> statement-breakpoint
CREATE INDEX "recordings_call" ON "recordings" USING btree ("call_id","part");--> statement-breakpoint
CREATE INDEX "recordings_closed" ON "recordings" USING btree ("closed_at","part");