using System.Globalization;
using System.Text.RegularExpressions;

namespace Pengcheng.Local.Commands;

/// <summary>Adds up what the test runner says at its end.</summary>
public sealed partial class TestSummary
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Tests that passed.</summary>
    public int Passed => _counts.GetValueOrDefault("succeeded");

    /// <summary>Tests that failed.</summary>
    public int Failed => _counts.GetValueOrDefault("failed");

    /// <summary>Tests that were skipped.</summary>
    public int Skipped => _counts.GetValueOrDefault("skipped");

    /// <summary>Whether the closing block has been seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes one line of the runner's output.</summary>
    public void Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.StartsWith("Test run summary:", StringComparison.Ordinal))
        {
            IsComplete = true;
            _counts.Clear();
        }
        else if (IsComplete && CountLine().Match(line) is { Success: true } count)
        {
            _counts[count.Groups[1].Value] = int.Parse(count.Groups[2].Value, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The line that ends a test run.</summary>
    public string ClosingLine => Skipped > 0
        ? $"{Passed} passed, {Failed} failed, {Skipped} skipped"
        : $"{Passed} passed, {Failed} failed";

    /// <summary>Zero only when tests ran, none failed, and the runner itself was content.</summary>
    public int ExitCode(int runner) => runner != 0 ? runner : IsComplete && Failed == 0 && Passed > 0 ? 0 : 1;

    [GeneratedRegex(@"^\s+(total|failed|succeeded|skipped): (\d+)\s*$")]
    private static partial Regex CountLine();
}
