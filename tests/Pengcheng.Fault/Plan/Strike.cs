namespace Pengcheng.Fault.Plan;

/// <summary>One fault of the plan.</summary>
/// <param name="No">Its number, from 1.</param>
/// <param name="At">When, since the load began.</param>
/// <param name="Kind">Which kind; see <see cref="Kinds"/>.</param>
/// <param name="Target">Whom it meets.</param>
/// <param name="Seconds">How long it lasts; 0 for what is over at once.</param>
public sealed record Strike(int No, TimeSpan At, string Kind, string Target, int Seconds)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Target}{(Seconds > 0 ? $" for {Seconds} s" : "")}";
}

/// <summary>What became of a strike.</summary>
/// <param name="Strike">The strike.</param>
/// <param name="Began">When it really began, since the load began.</param>
/// <param name="What">What was done.</param>
/// <param name="Injected">False when it could not be done; <paramref name="What"/> then says why.</param>
public sealed record Struck(Strike Strike, TimeSpan Began, string What, bool Injected);
