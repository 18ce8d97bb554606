using Pengcheng.Inspection.Firms;

namespace Pengcheng.Inspection.Codes;

/// <summary>A firm was registered and has its code. The stream of a firm begins with it.</summary>
/// <param name="CodeId">What tokens carry, sealed; it says nothing about the firm.</param>
/// <param name="AsOf">When the profile was so.</param>
[EventName("inspection.code-issued.v1")]
public sealed record CodeIssued(UnifiedSocialCreditCode Uscc, Guid CodeId, FirmProfile Profile, DateTimeOffset AsOf);

/// <summary>The registry has news of name or place.</summary>
[EventName("inspection.profile-updated.v1")]
public sealed record ProfileUpdated(FirmProfile Profile, DateTimeOffset AsOf);

/// <summary>The firm has a new code; all tokens and prints of the old one are void.</summary>
/// <param name="Revoked">The old code.</param>
[EventName("inspection.code-rotated.v1")]
public sealed record CodeRotated(Guid CodeId, Guid Revoked, string Reason);

/// <summary>The code does not open a door for the time being.</summary>
[EventName("inspection.code-suspended.v1")]
public sealed record CodeSuspended(string Reason);

/// <summary>It does again.</summary>
[EventName("inspection.code-resumed.v1")]
public sealed record CodeResumed;

/// <summary>The firm is no more; nor is its code.</summary>
[EventName("inspection.code-revoked.v1")]
public sealed record CodeRevoked(Guid CodeId, string Reason);
