namespace Pengcheng.Inspection;

/// <summary>
/// Every figure of the rules, with its source: [R] the Shenzhen regulation 深府规〔2025〕6号 or its explanation, [N] the national
/// 国办发〔2024〕54号, [S] the Guangming and Pingshan pilots, [A] our assumption, for want of a public rule.
/// "WorkingDays" count from the day after; plain "Days" are natural days.
/// </summary>
public sealed record InspectionPolicy
{
    /// <summary>The defaults.</summary>
    public static InspectionPolicy Default { get; } = new();

    /// <summary>A rotating code lives so long. [A]</summary>
    public TimeSpan CodeLife { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How far the clocks of the apps and ours may differ. [A]</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A printed code or a licence's QR counts only within so many metres of the firm. [A]</summary>
    public int StaticCodeMetres { get; init; } = 200;

    /// <summary>A scan farther away than this is suspected to be false. [A]</summary>
    public int SuspiciousMetres { get; init; } = 500;

    /// <summary>An officer who would have had to travel faster than so many metres a second is suspected not to have been there: 33 is about 120 km/h. [A]</summary>
    public int FastestTravel { get; init; } = 33;

    /// <summary>A scan so many minutes before or after the time that was booked is suspected. [A]</summary>
    public int SlotToleranceMinutes { get; init; } = 60;

    /// <summary>After an emergency is declared it is scanned within this time: "before leaving" [R], and nobody stays longer [A].</summary>
    public TimeSpan EmergencyScan { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Nobody inspects longer than this: an offline entry that says so is a mistake. [A]</summary>
    public TimeSpan LongestInspection { get; init; } = TimeSpan.FromHours(24);

    /// <summary>An inspection has at least so many officers. [N]</summary>
    public int FewestOfficers { get; init; } = 2;

    /// <summary>A planned visit is announced so many working days before. [A]</summary>
    public int NoticeWorkingDays { get; init; } = 5;

    /// <summary>A visit with another cause is announced so long before. [A]</summary>
    public TimeSpan CauseNotice { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The coordinator proposes at least so many slots. [A]</summary>
    public int FewestSlots { get; init; } = 2;

    /// <summary>The firm chooses or counters within so many working days; silence takes the first slot. [A]</summary>
    public int SlotWorkingDays { get; init; } = 3;

    /// <summary>The firm's one free postponement goes so many working days at most. [A]</summary>
    public int PostponementWorkingDays { get; init; } = 10;

    /// <summary>An offline entry is entered within so many natural days after the inspection ended. [R]</summary>
    public int BackfillDays { get; init; } = 10;

    /// <summary>An entry without a result after so many working days is suspected to be false. [A]</summary>
    public int ResultWorkingDays { get; init; } = 10;

    /// <summary>The firm acknowledges the result within so many working days; silence is consent. [A]</summary>
    public int AcknowledgementWorkingDays { get; init; } = 5;

    /// <summary>The firm rates within so many working days of the acknowledgement. [A]</summary>
    public int RatingWorkingDays { get; init; } = 10;

    /// <summary>Ratings of a body are shown from so many up. [A]</summary>
    public int FewestRatings { get; init; } = 5;

    /// <summary>So many inspections of a firm raise an alert: 被检查次数在3次以上, three included. [S]</summary>
    public int AlertAt { get; init; } = 3;

    /// <summary>The yearly cap on planned inspections of a firm for which no body has published another. [N] asks for one, the figure is [A].</summary>
    public int YearlyCap { get; init; } = 4;

    /// <summary>Two bodies that enter within this time without a joint plan lack coordination. [A]</summary>
    public TimeSpan ConcurrencyWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A body that stayed away from a joint visit may not come alone for so many days. [A]</summary>
    public int CoolOffDays { get; init; } = 30;

    /// <summary>A block has one entry day (入企日) in so many days. [A] after [S]</summary>
    public int EntryDayWindowDays { get; init; } = 14;

    /// <summary>A joint visit has so many bodies at most. [A]</summary>
    public int MostBodies { get; init; } = 4;

    /// <summary>A visit takes so many minutes at most. [A]</summary>
    public int MostMinutes { get; init; } = 180;

    /// <summary>A plan's days and a firm's time to put something right end within so many years. [A]</summary>
    public int FarthestYears { get; init; } = 2;

    /// <summary>Districts where only a filed and approved plan may be scanned (登记备案), as in Pingshan. [S] GB/T 2260 codes with commas between.</summary>
    public string FiledPlanDistricts { get; init; } = "440310";

    /// <summary>A complaint is accepted or refused within so many working days. [A]</summary>
    public int ComplaintAcceptanceWorkingDays { get; init; } = 2;

    /// <summary>It is investigated within so many, extended once by as many. [A]</summary>
    public int InvestigationWorkingDays { get; init; } = 10;

    /// <summary>Its filer hears of the decision within so many. [A]</summary>
    public int FeedbackWorkingDays { get; init; } = 2;

    /// <summary>Who checks the safety of an approved activity, and by what: body, item and article, with spaces between; checks with semicolons between. [A]</summary>
    public string ActivityChecks { get; init; } = "4403-YJ YJ-0901 《大型群众性活动安全管理条例》第十条;4403-XF XF-0901 《中华人民共和国消防法》第二十条";

    /// <summary>How long each of these checks takes, in minutes. [A]</summary>
    public int ActivityCheckMinutes { get; init; } = 40;

    /// <summary>What each body checks of an activity.</summary>
    public IEnumerable<(string Body, InspectionItem Item)> ChecksOfActivities =>
        from check in ActivityChecks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let parts = check.Split(' ', 3)
        select (parts[0], new InspectionItem(parts[1], parts[2]));

    /// <summary>The last day that anybody may name.</summary>
    public DateOnly Farthest(DateOnly today) => today.AddYears(FarthestYears);

    /// <summary>Whether a district wants a filed plan for everything.</summary>
    public bool WantsFiledPlan(string district) => FiledPlanDistricts.Split(',', StringSplitOptions.TrimEntries).Contains(district, StringComparer.Ordinal);

    /// <summary>A body puts a violation right within so many working days; each further step of the ladder waits as long. [A] after [R]</summary>
    public int LadderWorkingDays { get; init; } = 10;
}
