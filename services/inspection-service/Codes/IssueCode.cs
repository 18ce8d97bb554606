using Pengcheng.Inspection.Firms;

namespace Pengcheng.Inspection.Codes;

/// <summary>The enterprise registry has registered a firm, or has news of it: it gets its code once.</summary>
/// <param name="CodeId">A fresh random id; not used if the firm has a code.</param>
/// <param name="AsOf">When it was so.</param>
/// <param name="IsNews">Told because something has changed, and not with a whole list: then it is worth remembering that it was still, or again, so.</param>
public sealed record IssueCode(UnifiedSocialCreditCode Uscc, Guid CodeId, FirmProfile Profile, DateTimeOffset AsOf, bool IsNews = false)
{
    /// <summary>The registry tells at least once and in any order: what is known or older changes nothing.</summary>
    public static Decision Decide(Firm? firm, IssueCode command)
    {
        var profile = command.Profile;
        if ((Texts.Refuse("name", profile.Name) ?? Texts.Refuse("district", profile.District, 12) ?? Texts.Refuse("street", profile.Street, 40) ?? Texts.Refuse("block", profile.Block, 40)) is { } text)
            return text;
        if (!profile.Place.Exists) return InspectionErrors.PlaceInvalid;
        if (firm is null) return Decision.Accept(new CodeIssued(command.Uscc, command.CodeId, profile, command.AsOf));
        return firm.Code.IsRevoked || firm.AsOf > command.AsOf || (firm.Profile == profile && (!command.IsNews || firm.AsOf == command.AsOf))
            ? Decision.Nothing
            : Decision.Accept(new ProfileUpdated(profile, command.AsOf));
    }
}

/// <summary>A print was lost, or somebody misused it: the firm gets another code.</summary>
public sealed record RotateCode(Guid CodeId, string Reason)
{
    /// <summary>Of a firm that has one.</summary>
    public static Decision Decide(Firm firm, RotateCode command) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : firm.Code.IsRevoked ? InspectionErrors.CodeRevoked
        : firm.Code.CodeId == command.CodeId ? Decision.Nothing
        : Decision.Accept(new CodeRotated(command.CodeId, firm.Code.CodeId, command.Reason));
}

/// <summary>The code is suspended, e.g. while the registry doubts the firm.</summary>
public sealed record SuspendCode(string Reason)
{
    /// <summary>Until <see cref="ResumeCode"/>.</summary>
    public static Decision Decide(Firm firm, SuspendCode command) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : firm.Code.IsRevoked ? InspectionErrors.CodeRevoked
        : firm.Code.Suspended is not null ? Decision.Nothing
        : Decision.Accept(new CodeSuspended(command.Reason));
}

/// <summary>The suspended code is valid again.</summary>
public sealed record ResumeCode
{
    /// <summary>If it was suspended.</summary>
    public static Decision Decide(Firm firm) =>
        firm.Code.IsRevoked ? InspectionErrors.CodeRevoked
        : firm.Code.Suspended is null ? Decision.Nothing
        : Decision.Accept(new CodeResumed());
}

/// <summary>The firm is deregistered.</summary>
public sealed record RevokeCode(string Reason)
{
    /// <summary>Its code is void and nothing more is planned there.</summary>
    public static Decision Decide(Firm firm, RevokeCode command) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : firm.Code.IsRevoked ? Decision.Nothing
        : new Unfolding<Firm>(firm)
            .Add(new CodeRevoked(firm.Code.CodeId, command.Reason))
            .Add(firm.Docket.Open.Select(plan => new Plans.PlanWithdrawn(plan.PlanId, plan.VisitId, plan.Body, command.Reason)))
            .Decide();
}
