namespace Pengcheng.Contract.Tests;
public sealed class Probe
{
    [TestCase("escrow-service")]
    [TestCase("registry-service")]
    public async Task Dump(string s)
    {
        foreach (var (k, v) in await ServiceDocuments.Of(s)) await File.WriteAllTextAsync($"/tmp/{s}.{k}.json", v);
    }
}
