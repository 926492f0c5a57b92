CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`at` integer NOT NULL,
	`brought_by` text,
	`is_gone` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`brought_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "files_type" CHECK("files"."type" in ('pdf', 'jpeg', 'png')),
	CONSTRAINT "files_bytes" CHECK("files"."bytes" > 0)
);
--> statement-breakpoint
CREATE INDEX `files_gone` ON `files` (`id`) WHERE is_gone = 1;--> statement-breakpoint
ALTER TABLE `credentials` ADD `scan_id` text REFERENCES files(id);--> statement-breakpoint
CREATE INDEX `credentials_scan` ON `credentials` (`scan_id`) WHERE scan_id is not null;--> statement-breakpoint
CREATE INDEX `credentials_scan_over` ON `credentials` (`valid_until`) WHERE scan_id is not null;--> statement-breakpoint
ALTER TABLE `organisation_names` ADD `merged_from_id` text REFERENCES organisations(id);--> statement-breakpoint
CREATE INDEX `organisation_names_merged_from` ON `organisation_names` (`merged_from_id`);--> statement-breakpoint
ALTER TABLE `requests` ADD `asked_as_id` text REFERENCES organisations(id);--> statement-breakpoint
CREATE INDEX `requests_asked_as` ON `requests` (`asked_as_id`) WHERE asked_as_id is not null;--> statement-breakpoint
-- The name that came by a merger was laid down in the instant of the merger, and taken along by every later one.
UPDATE `organisation_names` SET `merged_from_id` = (
	SELECT gone.id FROM `events` e JOIN `organisations` gone ON gone.id = json_extract(e.payload, '$.from')
	WHERE e.kind = 'organisations_merged' AND e.at = `organisation_names`.`until` AND gone.name = `organisation_names`.`name`
		AND gone.id <> `organisation_names`.`organisation_id`
);--> statement-breakpoint
-- A former name that a merged one brought along stands under both: it was that of whichever of them was merged first.
UPDATE `organisation_names` SET `merged_from_id` = (
	SELECT own.organisation_id FROM `organisation_names` own
		JOIN `events` e ON e.kind = 'organisations_merged' AND json_extract(e.payload, '$.from') = own.organisation_id
	WHERE own.name = `organisation_names`.`name` AND own.until = `organisation_names`.`until`
		AND own.organisation_id <> `organisation_names`.`organisation_id`
		AND e.at < coalesce((
			SELECT later.at FROM `events` later
			WHERE later.kind = 'organisations_merged' AND json_extract(later.payload, '$.from') = `organisation_names`.`organisation_id`
		), 9e15)
	ORDER BY e.at LIMIT 1
) WHERE `merged_from_id` IS NULL;
