using JasperFx;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Pengcheng.Inspection.Storage;

/// <summary>The service's own tables: what lists and figures are read from, and what is gathered before a scan. Each row follows from one stream's events.</summary>
internal static class InspectionTables
{
    private const string Schema = "inspection";

    public static void Configure(Marten.StoreOptions options) =>
        options.Storage.ExtendedSchemaObjects.AddRange([Firms(), Visits(), Officers(), Sightings(), Violations(), Complaints(), Ratings(), Figures()]);

    private static Table Firms()
    {
        var firms = New("firms", "firm_id");
        firms.AddColumn("uscc", "text").NotNull();
        firms.AddColumn("name", "text").NotNull();
        firms.AddColumn("district", "text").NotNull();
        firms.AddColumn("street", "text").NotNull();
        firms.AddColumn("block", "text").NotNull();
        firms.AddColumn("status", "text").NotNull();
        // The days of all entries, and of those that count as inspections: a count depends on the day on which it is asked for.
        firms.AddColumn("entry_days", "date[]").NotNull();
        firms.AddColumn("inspection_days", "date[]").NotNull();
        firms.AddColumn("waiting", "int").NotNull();
        firms.Indexes.Add(new IndexDefinition("ix_firms_street") { Columns = ["street", "uscc"] });
        return firms;
    }

    private static Table Visits()
    {
        var visits = New("visits", "visit_id");
        visits.AddColumn("uscc", "text").NotNull();
        visits.AddColumn("district", "text").NotNull();
        visits.AddColumn("street", "text").NotNull();
        visits.AddColumn("bodies", "text[]").NotNull();
        visits.AddColumn("kind", "text").NotNull();
        visits.AddColumn("status", "text").NotNull();
        visits.AddColumn("day", "date").NotNull();
        visits.Indexes.Add(new IndexDefinition("ix_visits_uscc") { Columns = ["uscc", "day"] });
        visits.Indexes.Add(new IndexDefinition("ix_visits_street") { Columns = ["street", "day"] });
        visits.Indexes.Add(new IndexDefinition("ix_visits_bodies") { Columns = ["bodies"], Method = IndexMethod.gin });
        return visits;
    }

    private static Table Officers()
    {
        var officers = New("officers", "officer_id");
        officers.AddColumn("certificate_no", "text").NotNull();
        officers.AddColumn("body", "text").NotNull();
        officers.AddColumn("valid_from", "date").NotNull();
        officers.AddColumn("valid_until", "date").NotNull();
        officers.AddColumn("is_suspended", "boolean").NotNull();
        officers.Indexes.Add(new IndexDefinition("ix_officers_certificate") { Columns = ["certificate_no"] });
        return officers;
    }

    // Where somebody scanned, by officer. Only added to: two visits of one officer would otherwise wait for each other.
    private static Table Sightings()
    {
        var sightings = New("sightings", "event_id");
        sightings.AddColumn("certificate_no", "text").AsPrimaryKey();
        sightings.AddColumn<Guid>("visit_id").NotNull();
        sightings.AddColumn("latitude", "double precision").NotNull();
        sightings.AddColumn("longitude", "double precision").NotNull();
        sightings.AddColumn("at", "timestamptz").NotNull();
        sightings.Indexes.Add(new IndexDefinition("ix_sightings_certificate") { Columns = ["certificate_no", "at"] });
        sightings.Indexes.Add(new IndexDefinition("ix_sightings_visit") { Columns = ["visit_id"] });
        return sightings;
    }

    private static Table Violations()
    {
        var violations = New("violations", "body_id");
        violations.AddColumn("violation_id", "text").AsPrimaryKey();
        violations.AddColumn("body", "text").NotNull();
        violations.AddColumn("kind", "text").NotNull();
        violations.AddColumn("detail", "text").NotNull();
        violations.AddColumn("state", "text").NotNull();
        violations.AddColumn("noted_at", "timestamptz").NotNull();
        violations.Indexes.Add(new IndexDefinition("ix_violations_state") { Columns = ["state"] });
        return violations;
    }

    private static Table Complaints()
    {
        var complaints = New("complaints", "complaint_id");
        complaints.AddColumn("uscc", "text").NotNull();
        complaints.AddColumn("district", "text").NotNull();
        complaints.AddColumn("body", "text").NotNull();
        complaints.AddColumn("kind", "text").NotNull();
        complaints.AddColumn("level", "text").NotNull();
        complaints.AddColumn("status", "text").NotNull();
        complaints.AddColumn("due", "date");
        complaints.AddColumn("is_overdue", "boolean").NotNull();
        complaints.Indexes.Add(new IndexDefinition("ix_complaints_uscc") { Columns = ["uscc"] });
        return complaints;
    }

    // Nothing here leads to a visit or a firm.
    private static Table Ratings()
    {
        var ratings = New("ratings", "rating_id");
        ratings.AddColumn("body", "text").NotNull();
        ratings.AddColumn("quarter", "text").NotNull();
        ratings.AddColumn("stars", "int").NotNull();
        ratings.Indexes.Add(new IndexDefinition("ix_ratings_body") { Columns = ["body", "quarter"] });
        return ratings;
    }

    // One row for each change of a figure, so that no two commits wait for the same row; a figure is their sum.
    private static Table Figures()
    {
        var figures = New("figure_changes", "event_id");
        figures.AddColumn("no", "int").AsPrimaryKey();
        figures.AddColumn<Guid>("visit_id").NotNull();
        figures.AddColumn("month", "text").NotNull();
        figures.AddColumn("district", "text").NotNull();
        figures.AddColumn("street", "text").NotNull();
        figures.AddColumn("body", "text").NotNull();
        figures.AddColumn("item", "text").NotNull();
        figures.AddColumn("measure", "text").NotNull();
        figures.AddColumn("change", "int").NotNull();
        figures.Indexes.Add(new IndexDefinition("ix_figure_changes_month") { Columns = ["month", "district", "street"] });
        figures.Indexes.Add(new IndexDefinition("ix_figure_changes_visit") { Columns = ["visit_id"] });
        return figures;
    }

    private static Table New(string name, string key)
    {
        var table = new Table(new PostgresqlObjectName(Schema, name, SchemaUtils.IdentifierUsage.General)) { PrimaryKeyName = $"pk_{name}" };
        table.AddColumn<Guid>(key).AsPrimaryKey();
        return table;
    }
}
