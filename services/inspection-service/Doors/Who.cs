namespace Pengcheng.Inspection.Doors;

/// <summary>The people and systems behind a token: <c>role</c> says what they are, <c>org</c> for whom they act.</summary>
internal static class Who
{
    /// <summary>Shenzhen (GB/T 2260): the city's supervision body, above the districts'.</summary>
    public const string City = "440300";

    public const string Firm = "firm", Officer = "officer", Planner = "planner", Head = "head", Coordinator = "coordinator", Supervisor = "supervisor", Operator = "operator";

    /// <summary>Two people of one name in two supervision bodies are two: what one of them has handled is no reason to keep the other from it.</summary>
    public static Actor Acts(this Caller caller) =>
        new(caller.Role, caller.Identity, caller is { Role: Supervisor, Organisation: City } ? SupervisionLevel.City : SupervisionLevel.District);

    /// <summary>For which body somebody acts; nobody's if he acts for none.</summary>
    public static string Body(this Caller caller) => caller.Role is Officer or Planner or Head ? caller.Organisation ?? "" : "";

    public static bool Is(this Caller caller, UnifiedSocialCreditCode firm) => caller.Role == Firm && caller.Organisation == firm.ToString();

    public static bool Coordinates(this Caller caller, string street) => caller.Role == Coordinator && caller.Organisation == street;

    public static bool Supervises(this Caller caller, string district) => caller.Role == Supervisor && (caller.Organisation == City || caller.Organisation == district);

    /// <summary>Whether a caller may read of a place because of what he is, whoever is concerned.</summary>
    public static bool Oversees(this Caller caller, string district, string street) =>
        caller.Role == Operator || caller.Coordinates(street) || caller.Supervises(district);
}
