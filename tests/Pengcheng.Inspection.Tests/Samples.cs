namespace Pengcheng.Inspection.Tests;

/// <summary>The firm, the bodies and the officers of the tests.</summary>
internal static class Samples
{
    public const string Safety = "应急管理局", Fire = "消防大队", Market = "市场监管局", Labour = "劳动监察", Water = "水务局";

    public static readonly UnifiedSocialCreditCode Uscc = UnifiedSocialCreditCode.Parse("91440300MA5EXX113N");
    public static readonly UnifiedSocialCreditCode OtherUscc = UnifiedSocialCreditCode.Parse("91440300279400019J");
    public static readonly DateTimeOffset Monday = ShenzhenTime.At(new DateOnly(2025, 3, 3), new TimeOnly(10, 0));
    public static readonly DateOnly VisitDay = new(2025, 3, 14);
    public static readonly Guid CodeId = new("0195f000-0000-7000-8000-00000000c0de");
    public static readonly Guid VisitId = Id(500);
    public static readonly Guid ComplaintId = Id(900);
    public static readonly GeoPoint Place = new(22.7484, 113.9365);
    public static readonly GeoPoint NextDoor = new(22.7485, 113.9366);
    public static readonly GeoPoint Elsewhere = new(22.5431, 114.0579);
    public static readonly FirmProfile Profile = new("深圳市光明精密有限公司", "440311", "440311001", "440311001-G07", Place);
    public static readonly Actor Supervisor = new("supervisor", "sj-li");
    public static readonly Actor CitySupervisor = new("supervisor", "city-chen", SupervisionLevel.City);
    public static readonly Actor Officer = new("officer", "ygj-wang");

    public static Guid Id(int number) => new(number, 0, 0, [0x80, 0, 0, 0, 0, 0, 0, 0]);

    public static ImmutableList<string> Officers(string body) => [$"{body}-01", $"{body}-02"];

    public static ImmutableList<InspectionItem> Items(string body, int count = 1) =>
        [.. Enumerable.Range(1, count).Select(i => new InspectionItem($"{body}-A{i}", "《安全生产法》第六十五条"))];

    public static PlanContent Content(
        string body, DateOnly? from = null, DateOnly? to = null, EntryKind kind = EntryKind.Enforcement,
        InspectionCause cause = InspectionCause.Planned, int items = 1, int minutes = 45) =>
        new(body, kind, cause, Items(body, items), new DayRange(from ?? new DateOnly(2025, 3, 3), to ?? new DateOnly(2025, 3, 31)), minutes);

    public static VisitSubject Subject(Guid id, EntryKind kind = EntryKind.Patrol, InspectionCause cause = InspectionCause.Planned, string district = "440311", UnifiedSocialCreditCode? uscc = null) =>
        new(id, uscc ?? Uscc, district, $"{district}001", Place, kind, cause);

    public static ScanIn Scan(string body, EntryMethod method = EntryMethod.Code, GeoPoint? place = null, string? reason = null) =>
        new(body, method, Officers(body), Place, place ?? NextDoor, reason);

    /// <summary>A city with the firm and two certified officers of each body.</summary>
    public static City City(DateTimeOffset? now = null)
    {
        var city = new City(now);
        foreach (var (uscc, code) in new[] { (Uscc, CodeId), (OtherUscc, Id(77)) })
            city.Firms.Take(Firm.IdOf(uscc), (firm, facts) => IssueCode.Decide(firm, new IssueCode(uscc, code, Profile, facts.Now)));
        foreach (var body in new[] { Safety, Fire, Market, Labour, Water })
            foreach (var no in Officers(body))
                city.Officers.Take(Inspection.Officers.Officer.IdOf(no), (officer, facts) =>
                    CertifyOfficer.Decide(officer, new CertifyOfficer(no, body, new DateOnly(2024, 1, 1), new DateOnly(2027, 12, 31)), facts));
        return city;
    }
}
