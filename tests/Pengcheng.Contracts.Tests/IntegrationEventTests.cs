using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Pengcheng.Contracts.Escrow;
using Pengcheng.Contracts.Identifiers;
using Pengcheng.Contracts.Registry;

namespace Pengcheng.Contracts.Tests;

/// <summary>Every published event: its wire name, its shape on the wire, and what it must not contain.</summary>
public sealed class IntegrationEventTests
{
    private static readonly DateTimeOffset At = new(2025, 3, 7, 10, 30, 0, TimeSpan.FromHours(8));
    private static readonly Guid Deal = new("01956f3c-0000-7000-8000-000000000001");
    private static readonly DealNo Number = DealNo.Create(new DateOnly(2025, 3, 7), 42);
    private static readonly RealEstateUnitCode Unit = RealEstateUnitCode.Parse("440304005003GB00012F00010203");
    private static readonly MortgageProofNo Proof = MortgageProofNo.Parse("粤(2024)深圳市不动产证明第0123456号");

    private static readonly object[] Samples =
    [
        new PropertyTransferRegistered(Unit, "SL-1", OwnershipCertificateNo.Parse("粤(2024)深圳市不动产权第0123456号"), At, "N-1"),
        new MortgageCancelled(Unit, "SL-1", Proof, At, "N-2"),
        new MortgageRegistered(Unit, "SL-1", Proof, CnapsCode.Parse("102584002008"), At, "N-3"),
        new AdvanceNoticeRegistered(Unit, "SL-1", AdvanceNoticeRight.Mortgage, At, "N-4"),
        new RegistrationRejected(Unit, "SL-1", "seized", At, "N-5"),
        new AgreementEffective(Deal, Number, Money.Cny(500_000_000), At),
        new DepositComplete(Deal, Number, Money.Cny(150_000_000), At),
        new EscrowRegistrationCompleted(Deal, Number, At),
        new OldLoansSettled(Deal, Number, Money.Cny(200_000_001), At),
        new DealClosed(Deal, Number, Money.Cny(500_000_000), Money.Cny(200_000_001), Money.Cny(299_999_999), At),
        new DealFailed(Deal, Number, DealOutcome.Lapsed, "deposit-late", Money.Zero, At),
    ];

    private static IEnumerable<Type> Events => typeof(IntegrationEventAttribute).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(IntegrationEventAttribute)));

    [Test]
    public void Each_event_has_a_sample_here() => Assert.That(Samples.Select(sample => sample.GetType()), Is.EquivalentTo(Events));

    [TestCaseSource(nameof(Samples))]
    public void An_event_comes_back_from_json_as_it_was(object sample)
    {
        var json = JsonSerializer.Serialize(sample, sample.GetType(), ContractJson.Events);
        Assert.That(JsonSerializer.Deserialize(json, sample.GetType(), ContractJson.Events), Is.EqualTo(sample));
        Assert.That(JsonSerializer.Deserialize(json, sample.GetType(), JsonSerializerOptions.Web), Is.EqualTo(sample), "with a framework's own options");
    }

    [TestCaseSource(nameof(Samples))]
    public void Everything_in_an_event_is_a_plain_string_on_the_wire(object sample)
    {
        var json = JsonSerializer.SerializeToElement(sample, sample.GetType(), ContractJson.Events);
        Assert.That(json.EnumerateObject().Select(member => member.Value.ValueKind), Is.All.EqualTo(JsonValueKind.String));
    }

    [Test]
    public void Wire_names_are_versioned_unique_and_those_that_were_published() => Assert.That(Events.Select(Name), Is.EquivalentTo(new[]
    {
        "registry.property-transfer-registered.v1", "registry.mortgage-cancelled.v1", "registry.mortgage-registered.v1",
        "registry.advance-notice-registered.v1", "registry.registration-rejected.v1",
        "escrow.agreement-effective.v1", "escrow.deposit-complete.v1", "escrow.registration-completed.v1",
        "escrow.old-loans-settled.v1", "escrow.deal-closed.v1", "escrow.deal-failed.v1",
    }));

    [Test]
    public void The_publisher_is_the_service_of_the_name() => Assert.That(
        Events.Select(type => Attribute(type).Publisher), Is.EqualTo(Events.Select(type => Name(type).Split('.')[0] + "-service")));

    [Test]
    public void What_the_registry_tells_must_reach_someone() => Assert.That(
        Events.Where(type => type.IsDefined(typeof(MustBeRoutedAttribute))), Is.EquivalentTo(Events.Where(type => Name(type).StartsWith("registry.", StringComparison.Ordinal))));

    [Test]
    public void Events_are_sealed_and_cannot_be_changed() => Assert.That(
        Events.Where(type => !type.IsSealed || type.GetProperties().Any(IsSettable)), Is.Empty);

    [Test]
    public void No_event_carries_a_personal_number()
    {
        Type[] personal = [typeof(ResidentId), typeof(PermanentResidentId), typeof(TravelPermit), typeof(Passport), typeof(BankCardNumber), typeof(AccountNumber)];
        Assert.That(Events.SelectMany(type => type.GetProperties()).Select(member => member.PropertyType).Intersect(personal), Is.Empty);
    }

    private static bool IsSettable(PropertyInfo member) =>
        member.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static IntegrationEventAttribute Attribute(Type type) => type.GetCustomAttribute<IntegrationEventAttribute>()!;

    private static string Name(Type type) => Attribute(type).Name;
}
