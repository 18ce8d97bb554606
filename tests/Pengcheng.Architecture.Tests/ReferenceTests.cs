using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using Pengcheng.Chassis;
using Pengcheng.Contracts;
using Pengcheng.Testing;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Pengcheng.Architecture.Tests;

/// <summary>Who may know whom. What a project file forbids is looked up there; what a folder promises, in the compiled types.</summary>
public sealed class ReferenceTests
{
    private const string Contracts = "Pengcheng.Contracts", Chassis = "Pengcheng.Chassis";

    private static readonly string[] PartnersOfNobody = ["Marten", "MassTransit", "Npgsql"];

    // The rooms of a service that look outside: callers, stores, partners. Every other room decides.
    private static readonly string[] RoomsThatLookOutside = ["Doors", "Work", "Storage", "Ledger", "Banks"];

    private static readonly string ServiceNames = string.Join('|', TestedService.All.Select(service => service.Assembly.GetName().Name!.Split('.')[1]));

    private static readonly System.Reflection.Assembly[] Ours = [typeof(Money).Assembly, typeof(Service).Assembly, .. TestedService.All.Select(service => service.Assembly)];

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader().LoadAssemblies(Ours).Build();

    private static IEnumerable<Project> Services => In("services").Where(project => project.Name != Chassis);

    [Test]
    public void Contracts_stand_on_nothing() => Assert.That(One(Contracts).Projects.Concat(One(Contracts).Packages), Is.Empty);

    [Test]
    public void The_chassis_stands_on_the_contracts() => Assert.That(One(Chassis).Projects, Is.EqualTo(new[] { Contracts }));

    [Test]
    public void Services_stand_on_contracts_and_chassis_and_never_on_each_other() =>
        Assert.That(Services.SelectMany(service => service.Projects).Distinct(), Is.EquivalentTo(new[] { Contracts, Chassis }));

    [Test]
    public void The_gateway_routes_and_knows_no_store_broker_or_service() => Assert.That(
        (One("Pengcheng.Gateway").Projects, One("Pengcheng.Gateway").Packages.Where(IsPlumbing)), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));

    [Test]
    public void The_sandbox_plays_partners_and_knows_no_service() =>
        Assert.That(One("Pengcheng.Sandbox").Projects.Except([Contracts, Chassis]), Is.Empty);

    [Test]
    public void Only_the_chassis_names_the_bus_and_the_store() => Assert.That(
        Repository.Projects.Where(project => project.Name != Chassis && !project.Folder.StartsWith("tests/", StringComparison.Ordinal))
            .Where(project => project.Packages.Any(package => package.StartsWith("MassTransit", StringComparison.Ordinal) || package == "Marten")).Select(project => project.Name), Is.Empty);

    [Test]
    public void What_is_published_is_documented() => Assert.That(
        In("contracts", "services", "gateway").Where(project => (string?)project.Xml.Descendants("GenerateDocumentationFile").SingleOrDefault() != "true").Select(project => project.Name), Is.Empty);

    [Test]
    public void Services_do_not_see_the_bus() =>
        Types().That().ResideInNamespaceMatching($@"^Pengcheng\.({ServiceNames}|Contracts)(\.|$)").Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching("^MassTransit").Check(House);

    // Decisions and state: no store, no web, no wire. The same input gives the same events. A new room is one of these until it is named above.
    [Test]
    public void Decisions_and_state_do_no_input_or_output() =>
        Types().That().ResideInNamespaceMatching($@"^Pengcheng\.({ServiceNames})\.(?!({string.Join('|', RoomsThatLookOutside)})(\.|$))")
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^(Marten|Npgsql|JasperFx|Microsoft\.AspNetCore|System\.Net\.Http|Microsoft\.Extensions\.Hosting)").Check(House);

    private static bool IsPlumbing(string package) => PartnersOfNobody.Any(name => package.StartsWith(name, StringComparison.Ordinal));

    private static Project One(string name) => Repository.Projects.Single(project => project.Name == name);

    private static IEnumerable<Project> In(params string[] folders) =>
        Repository.Projects.Where(project => folders.Any(folder => project.Path.StartsWith(folder + "/", StringComparison.Ordinal)));
}
