namespace Pengcheng.Demo.Inspection;

/// <summary>What was played, counted as the supervision body counts it: for the street as a whole, and for each body.</summary>
public sealed class Played
{
    /// <summary>The street as a whole.</summary>
    public const string All = "*";

    private readonly Dictionary<(string Body, string Measure), int> _counts = [];

    /// <summary>Each count that is not zero.</summary>
    public IReadOnlyDictionary<(string Body, string Measure), int> Counts => _counts;

    /// <summary>One more for the street, and one for each of the bodies.</summary>
    public void Add(string measure, IEnumerable<Body> bodies)
    {
        foreach (var body in bodies.Select(body => body.Code).Prepend(All)) _counts[(body, measure)] = _counts.GetValueOrDefault((body, measure)) + 1;
    }
}
