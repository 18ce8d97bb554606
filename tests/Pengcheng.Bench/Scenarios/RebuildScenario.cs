using Pengcheng.Bench.Reporting;

namespace Pengcheng.Bench.Scenarios;

/// <summary>How fast a projection is built anew.</summary>
public sealed class RebuildScenario : IScenario
{
    /// <inheritdoc/>
    public string Name => "rebuild";

    /// <inheritdoc/>
    public string About => "Events a second while a projection is built anew from the whole store.";

    /// <inheritdoc/>
    public int Place => 100;

    /// <inheritdoc/>
    public string? Skipped =>
        "No service has a projection to rebuild. Lists and ledgers are rows of the command's own commit; a state is folded from its stream when it is needed (see replay).";

    /// <inheritdoc/>
    public Task<Outcome> Play(Bench bench, CancellationToken stop) => Task.FromResult(Outcome.None(Name, About, Skipped!));
}
