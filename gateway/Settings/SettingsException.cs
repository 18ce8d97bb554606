namespace Pengcheng.Gateway.Settings;

/// <summary>The gateway does not start: its configuration breaks rules.</summary>
/// <param name="broken">One sentence for each rule.</param>
public sealed class SettingsException(IReadOnlyList<string> broken) : InvalidOperationException(
    "The gateway's configuration is not valid:" + string.Concat(broken.Select(rule => $"{Environment.NewLine}  - {rule}")))
{
    /// <summary>One sentence for each broken rule.</summary>
    public IReadOnlyList<string> Broken { get; } = broken;
}
