CREATE TABLE `kept_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_hash` text NOT NULL,
	`sealed` blob NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `kept_forms_owner` ON `kept_forms` (`owner_hash`);--> statement-breakpoint
CREATE INDEX `kept_forms_at` ON `kept_forms` (`at`);--> statement-breakpoint
CREATE INDEX `idempotency_at` ON `idempotency` (`at`);