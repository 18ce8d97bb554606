namespace Pengcheng.Local;

/// <summary>The language of the person at the terminal, from the usual variables.</summary>
public static class Words
{
    private static readonly bool Chinese =
        new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>English, or Simplified Chinese (简体中文) for those who set it.</summary>
    public static string Pick(string english, string chinese) => Chinese ? chinese : english;
}
