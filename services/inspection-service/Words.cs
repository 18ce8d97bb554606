using System.Text.Json.Serialization;

namespace Pengcheng.Inspection;

/// <summary>What officers come for. Caps and alerts look at enforcement only; the burden index (负担指数) looks at all.</summary>
public enum EntryKind
{
    /// <summary>An inspection (执法检查).</summary>
    Enforcement,

    /// <summary>A patrol (巡查).</summary>
    Patrol,

    /// <summary>Advice, publicity, a survey (服务).</summary>
    Service,
}

/// <summary>Why an inspection is made. All but the planned ones may exceed the yearly cap, and are tracked (国办发〔2024〕54号).</summary>
public enum InspectionCause
{
    /// <summary>By the year's plan.</summary>
    Planned,

    /// <summary>Somebody complained about the firm.</summary>
    Complaint,

    /// <summary>Another body handed a matter over.</summary>
    HandOff,

    /// <summary>Monitoring data gave rise to it.</summary>
    Monitoring,

    /// <summary>The firm asked for it.</summary>
    FirmRequest,
}

/// <summary>One thing that is inspected.</summary>
/// <param name="Code">Its code in the list of inspection items (检查事项).</param>
/// <param name="LegalBasis">The article that allows it.</param>
public sealed record InspectionItem(string Code, string LegalBasis);

/// <summary>The levels of the supervision body (执法监督主体): the justice bureaus.</summary>
public enum SupervisionLevel
{
    /// <summary>Of the district.</summary>
    District,

    /// <summary>Of the city, above it.</summary>
    City,
}

/// <summary>Who acts, in the words of the token.</summary>
/// <param name="Role"><c>firm</c>, <c>officer</c>, <c>coordinator</c>, <c>supervisor</c> or <c>clock</c>.</param>
/// <param name="Subject">The token's subject, with the organisation.</param>
/// <param name="Level">Of a supervisor.</param>
public sealed record Actor(string Role, string Subject, SupervisionLevel Level = SupervisionLevel.District)
{
    /// <summary>A deadline.</summary>
    public static Actor Clock { get; } = new("clock", "clock");

    /// <summary>Whether the supervision body acts.</summary>
    [JsonIgnore]
    public bool Supervises => Role == "supervisor";
}
