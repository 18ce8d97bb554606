namespace Pengcheng.Inspection.Doors;

/// <summary>Why something is done; people read it.</summary>
/// <param name="Reason">1 to 200 characters, and up to 1,000 in complaints and disputes.</param>
public sealed record Grounds(string Reason);
