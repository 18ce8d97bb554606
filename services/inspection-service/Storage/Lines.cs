using Pengcheng.Chassis;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Officers;
using Pengcheng.Inspection.Ratings;

namespace Pengcheng.Inspection.Storage;

/// <summary>Streams of which one line is enough, in the lists and for those who look before they decide.</summary>
internal static class Lines
{
    // The days of all entries, and of those that count as inspections: a count depends on the day on which it is asked for.
    private static readonly RowTable Firms = new("firms",
        "firm_id uuid, uscc text, name text, district text, street text, block text, status text, entry_days date[], inspection_days date[], waiting int",
        "street, uscc");

    private static readonly RowTable Complaints = new("complaints",
        "complaint_id uuid, uscc text, district text, body text, kind text, level text, status text, due date?, is_overdue boolean", "uscc");

    // Certificates are gathered before a scan with one statement, each with all its periods: the three arrays go together.
    private static readonly RowTable Officers = new("officers",
        "officer_id uuid, certificate_no text, bodies text[], valid_from date[], valid_until date[]", "certificate_no");

    // Stars by body and quarter, and nothing else: nothing here leads to a visit or a firm.
    private static readonly RowTable Ratings = new("ratings", "rating_id uuid, body text, quarter text, stars int", "body, quarter");

    public static void Add(Service service) => service
        .Row<Firm>(Firms, firm =>
        [
            firm.Uscc.ToString(), firm.Profile.Name, firm.Profile.District, firm.Profile.Street, firm.Profile.Block, firm.Code.Status,
            firm.Tally.Entries.Where(entry => !entry.IsVoid).Select(entry => entry.On).ToArray(), firm.Tally.Counting.Select(entry => entry.On).ToArray(),
            firm.Docket.Plans.Count(plan => plan.IsWaiting),
        ])
        .Row<Complaint>(Complaints, c => [c.Uscc.ToString(), c.District, c.Body, c.Kind, c.Level, c.Status, c.Due, c.IsOverdue])
        .Row<Officer>(Officers, officer =>
        [
            officer.CertificateNo, officer.Periods.Select(period => period.Body).ToArray(), officer.Periods.Select(period => period.From).ToArray(),
            officer.Periods.Select(period => period.Until).ToArray(),
        ])
        .Row<Rating>(Ratings, rating => [rating.Body, rating.Quarter, rating.Stars]);
}
