using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Frequency;

namespace Pengcheng.Inspection.Codes;

/// <summary>What a scan shows at once: the firm, what is planned there, and how often it was entered.</summary>
/// <param name="Uscc">The firm.</param>
/// <param name="Profile">Name and place.</param>
/// <param name="Status">Where its code stands.</param>
/// <param name="Cap">How many planned inspections a calendar year it may have.</param>
/// <param name="ThisYear">Inspections in the calendar year.</param>
/// <param name="LastTwelveMonths">Inspections in the rolling twelve months.</param>
/// <param name="Burden">Entries of any kind in the rolling twelve months.</param>
/// <param name="Planned">Visits with their entry days.</param>
/// <param name="History">Entries, the newest first; void ones are shown as such.</param>
public sealed record FirmCard(
    UnifiedSocialCreditCode Uscc, FirmProfile Profile, CodeStatus Status, int Cap, int ThisYear, int LastTwelveMonths, int Burden,
    ImmutableList<PlannedVisit> Planned, ImmutableList<CountedEntry> History)
{
    private const int Shown = 50;

    /// <summary>The card of a firm on a day.</summary>
    public static FirmCard Of(Firm firm, DateOnly today, InspectionPolicy policy) => new(
        firm.Uscc, firm.Profile, firm.Code.Status, firm.PublishedCap ?? policy.YearlyCap,
        firm.Tally.Count(FrequencyWindow.CalendarYear, today), firm.Tally.Count(FrequencyWindow.RollingYear, today), firm.Tally.Burden(today),
        [.. firm.Docket.Visits.Select(visit => new PlannedVisit(visit.VisitId, visit.Day, [.. firm.Docket.Of(visit.VisitId).Select(plan => plan.Body).Distinct()]))],
        [.. firm.Tally.Entries.OrderByDescending(entry => entry.At).Take(Shown)]);
}

/// <summary>A visit that is to come.</summary>
public sealed record PlannedVisit(Guid VisitId, DateOnly Day, ImmutableList<string> Bodies);
