namespace Pengcheng.Inspection.Codes;

/// <summary>Where a code stands.</summary>
public enum CodeStatus
{
    /// <summary>Valid, never changed.</summary>
    Issued,

    /// <summary>Valid, in the place of an earlier one.</summary>
    Rotated,

    /// <summary>Not valid for the time being.</summary>
    Suspended,

    /// <summary>The firm is deregistered.</summary>
    Revoked,
}

/// <summary>A firm's supervision code (执法监督码): what its tokens carry inside.</summary>
/// <param name="CodeId">Random; a new one with each rotation.</param>
/// <param name="IsRotated">Whether it had a predecessor.</param>
/// <param name="Suspended">Why it is suspended, or null.</param>
/// <param name="IsRevoked">Whether it is over.</param>
public sealed record EnterpriseCode(Guid CodeId, bool IsRotated = false, string? Suspended = null, bool IsRevoked = false)
{
    /// <summary>Where it stands.</summary>
    public CodeStatus Status =>
        IsRevoked ? CodeStatus.Revoked : Suspended is not null ? CodeStatus.Suspended : IsRotated ? CodeStatus.Rotated : CodeStatus.Issued;

    /// <summary>Whether a scan of it counts.</summary>
    public bool IsValid => Status is CodeStatus.Issued or CodeStatus.Rotated;

    internal EnterpriseCode With(object @event) => @event switch
    {
        CodeRotated e => this with { CodeId = e.CodeId, IsRotated = true },
        CodeSuspended e => this with { Suspended = e.Reason },
        CodeResumed => this with { Suspended = null },
        CodeRevoked => this with { IsRevoked = true },
        _ => throw new UnknownEventException(typeof(EnterpriseCode), @event),
    };
}
