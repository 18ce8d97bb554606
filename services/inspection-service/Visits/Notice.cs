using System.Text.RegularExpressions;

namespace Pengcheng.Inspection.Visits;

/// <summary>The notice to the firm: its number, and how long before.</summary>
internal static partial class Notice
{
    /// <summary>What a number looks like.</summary>
    public const string Example = "光明应急检通〔2025〕12号";

    /// <summary><c>{unit}检通〔yyyy〕n号</c></summary>
    public static bool IsWellFormed(string number) => number.Length <= 60 && Number().IsMatch(number);

    /// <summary>Five working days for a planned visit, a day for one with another cause; none if the firm asked for it.</summary>
    public static bool IsInTime(InspectionCause cause, DateOnly day, Facts facts, InspectionPolicy policy) => cause switch
    {
        InspectionCause.FirmRequest => day >= facts.Today,
        InspectionCause.Planned => day >= facts.Calendar.Add(facts.Today, policy.NoticeWorkingDays),
        _ => ShenzhenTime.At(day, TimeOnly.MinValue) >= facts.Now + policy.CauseNotice,
    };

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}A-Za-z0-9]{1,40}检通〔20[0-9]{2}〕[1-9][0-9]{0,6}号\z")]
    private static partial Regex Number();
}
