using System.Text.Json;
using System.Text.Json.Nodes;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Contracts;
using Pengcheng.Testing;

namespace Pengcheng.Contract.Tests;

/// <summary>
/// The publishers' samples: for each integration event, what was once promised to look like this on the wire. Code may
/// add to it and never take away: what changes otherwise is a new event with the next version, beside the old one.
/// </summary>
public sealed class SampleTests
{
    private static readonly string Folder = Repository.Of("contracts", "samples");

    private static IEnumerable<string> Names => IntegrationEvents.All.Select(contract => contract.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Consumed =>
        from type in TestedService.All.SelectMany(service => service.Assembly.GetTypes())
        from handles in type.GetInterfaces()
        where handles.IsGenericType && handles.GetGenericTypeDefinition() == typeof(IHandle<>)
        let message = handles.GetGenericArguments()[0]
        where IntegrationEvents.All.Any(contract => contract.Type == message)
        select message;

    [Test]
    public void No_event_that_was_published_has_gone() => Assert.That(
        Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Except(Names), Is.Empty,
        "an event was removed or renamed that others may still read, or send from their outbox");

    [TestCaseSource(nameof(Names))]
    public void An_event_is_written_as_its_sample_says(string name)
    {
        var type = IntegrationEvents.TypeOf(name)!;
        var path = Path.Combine(Folder, $"{name}.json");
        var isNew = !File.Exists(path);
        var sample = isNew ? JsonSerializer.Serialize(Example.Of(type), type, ContractJson.Events) : File.ReadAllText(path);
        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(sample, type, ContractJson.Events), type, ContractJson.Events);

        var (promised, now) = (JsonNode.Parse(sample)!.AsObject(), JsonNode.Parse(written)!.AsObject());
        Assert.That(promised.Where(member => !JsonNode.DeepEquals(member.Value, now[member.Key])).Select(member => member.Key), Is.Empty,
            $"members of {name} are gone, renamed or of another shape: publish the next version beside it");
        CommittedText.MustSay(path, written);
    }

    [TestCaseSource(nameof(Consumed))]
    public void A_consumer_reads_the_publisher_s_sample_and_skips_what_it_does_not_know(Type message)
    {
        var sample = File.ReadAllText(Path.Combine(Folder, $"{IntegrationEvents.NameOf(message)}.json"));
        var later = JsonNode.Parse(sample)!.AsObject();
        later["addedLater"] = new JsonObject { ["by"] = "the publisher" };
        Assert.That(
            JsonSerializer.Deserialize(later, message, ContractJson.Events), Is.EqualTo(JsonSerializer.Deserialize(sample, message, ContractJson.Events)).And.Not.Null);
    }

    [Test]
    public void Something_is_consumed() => Assert.That(Consumed, Is.Not.Empty);
}
