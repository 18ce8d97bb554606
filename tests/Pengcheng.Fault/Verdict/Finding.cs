namespace Pengcheng.Fault.Verdict;

/// <summary>What a check found.</summary>
/// <param name="Check">What is promised.</param>
/// <param name="LookedAt">Where it was looked for.</param>
/// <param name="Count">How many things were looked at.</param>
/// <param name="Violations">Each thing that is not as promised.</param>
internal sealed record Finding(string Check, string LookedAt, long Count, IReadOnlyList<string> Violations)
{
    /// <summary>Whether the promise was kept. Nothing looked at is no promise kept.</summary>
    public bool Holds => Violations.Count == 0 && Count > 0;
}
