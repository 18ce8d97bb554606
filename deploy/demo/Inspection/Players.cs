using System.Globalization;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Demo.Inspection;

/// <summary>An enforcement body (行政执法单位) and its people, by the names that they sign in with.</summary>
/// <param name="Code">E.g. <c>4403-YJ</c>.</param>
/// <param name="Name">In Chinese.</param>
/// <param name="Certificates">The numbers of its officers' certificates.</param>
/// <param name="Item">What it inspects, by its code in the list of items.</param>
/// <param name="LegalBasis">The article that allows it.</param>
public sealed record Body(string Code, string Name, IReadOnlyList<string> Certificates, string Item, string LegalBasis)
{
    /// <summary>Drafts and publishes plans.</summary>
    public string Planner => $"planner-1@{Code}";

    /// <summary>Approves them.</summary>
    public string Head => $"head-1@{Code}";

    /// <summary>Scans and records results.</summary>
    public string Officer => $"officer-{Certificates[0]}@{Code}";

    /// <summary>What it inspects, on the wire.</summary>
    public object[] Items => [new { code = Item, legalBasis = LegalBasis }];
}

/// <summary>A firm, and everybody who has to do with it in a month: made up, and different each time.</summary>
public sealed class Players
{
    private readonly Random _dice;

    /// <summary>Players that depend on nothing but the seed.</summary>
    public Players(int seed)
    {
        _dice = new Random(seed);
        Uscc = NewCreditCode();
        Street = $"{District}{Digits(3)}";
        Supervisor = $"supervisor-{Digits(4)}@{District}";
        Name = $"深圳市{"启明鹏飞华创联兴恒达"[_dice.Next(10)]}{"精密电子五金塑胶"[_dice.Next(8)]}{Digits(4)}有限公司";
        (Latitude, Longitude) = (22.60 + _dice.Next(0, 20_000) / 100_000.0, 113.95 + _dice.Next(0, 20_000) / 100_000.0);
        Emergency = NewBody("4403-YJ", "应急管理局", "YJ-0101", "《中华人民共和国安全生产法》第六十五条");
        Environment = NewBody("4403-HB", "生态环境局", "HB-0203", "《中华人民共和国环境保护法》第二十四条");
        Market = NewBody("4403-SC", "市场监督管理局", "SC-0311", "《中华人民共和国产品质量法》第十五条");
        Stranger = NewBody("4403-WJ", "卫生健康局", "WJ-0402", "《中华人民共和国职业病防治法》第六十三条");
    }

    /// <summary>Longhua (龙华区).</summary>
    public const string District = "440309";

    /// <summary>The firm's unified social credit code (统一社会信用代码).</summary>
    public string Uscc { get; }

    /// <summary>The firm's name.</summary>
    public string Name { get; }

    /// <summary>Its street.</summary>
    public string Street { get; }

    /// <summary>Its cell in the street's grid (网格).</summary>
    public string Block => $"{Street}001";

    /// <summary>Where its premises are.</summary>
    public double Latitude { get; }

    /// <summary>Where its premises are.</summary>
    public double Longitude { get; }

    /// <summary>The firm's person in 深i企.</summary>
    public string Firm => $"firm-{Uscc}";

    /// <summary>The street's coordinator (街道统筹).</summary>
    public string Coordinator => $"coordinator-1@{Street}";

    /// <summary>The district's supervision body (执法监督主体).</summary>
    public string Supervisor { get; }

    /// <summary>Emergency management, which leads.</summary>
    public Body Emergency { get; }

    /// <summary>Ecology and environment.</summary>
    public Body Environment { get; }

    /// <summary>Market supervision.</summary>
    public Body Market { get; }

    /// <summary>Health, which comes without a plan.</summary>
    public Body Stranger { get; }

    /// <summary>The three that plan.</summary>
    public IReadOnlyList<Body> Planners => [Emergency, Environment, Market];

    /// <summary>At the firm's door, on the wire.</summary>
    public object Place => new { latitude = Latitude, longitude = Longitude };

    /// <summary>What the enterprise registry enters of the firm.</summary>
    public object Registration(string name) => new { uscc = Uscc, name, district = District, street = Street, block = Block, latitude = Latitude, longitude = Longitude };

    /// <summary>The certificates that the officers' system issues to a body, for three years around this day.</summary>
    public static IEnumerable<object> CertificatesOf(Body body, DateOnly today) =>
        body.Certificates.Select(certificateNo => (object)new { certificateNo, body = body.Code, validFrom = today.AddYears(-1), validUntil = today.AddYears(2) });

    /// <summary>The backlog of a body's device: one patrol without network, an hour and a half before this moment.</summary>
    public object OfflinePatrol(Body body, DateTimeOffset now) => new
    {
        records = new[]
        {
            new
            {
                uscc = Uscc,
                recordNo = $"OFF-{Digits(10)}",
                body = body.Code,
                officers = body.Certificates,
                enteredAt = now.AddMinutes(-90),
                endedAt = now.AddMinutes(-60),
                reason = "厂区无网络 No network on the premises.",
                kind = "patrol",
                cause = "monitoring",
                items = body.Items,
            },
        },
    };

    /// <summary>So many digits.</summary>
    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => _dice.Next(0, 10).ToString(CultureInfo.InvariantCulture)));

    private Body NewBody(string code, string name, string item, string legalBasis) => new(code, name, [Digits(10), Digits(10)], item, legalBasis);

    // A company (9) registered by market supervision (1) in Shenzhen, with both of its check characters.
    private string NewCreditCode()
    {
        var alphabet = CheckDigits.CreditCodeAlphabet;
        var organisation = "MA5" + string.Concat(Enumerable.Range(0, 5).Select(_ => alphabet[_dice.Next(alphabet.Length)]));
        var seventeen = $"91440300{organisation}{CheckDigits.Gb11714(organisation)}";
        return $"{seventeen}{CheckDigits.Mod31(seventeen)}";
    }
}
