using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Pengcheng.Contracts.Enterprise;
using Pengcheng.Contracts.Escrow;
using Pengcheng.Contracts.Identifiers;
using Pengcheng.Contracts.Infringement;
using Pengcheng.Contracts.Inspection;
using Pengcheng.Contracts.Park;
using Pengcheng.Contracts.Payment;
using Pengcheng.Contracts.Refund;
using Pengcheng.Contracts.Registry;
using Pengcheng.Contracts.Signature;

namespace Pengcheng.Contracts.Tests;

/// <summary>Every published event: its wire name, its shape on the wire, and what it must not contain.</summary>
public sealed class IntegrationEventTests
{
    private static readonly DateTimeOffset At = new(2025, 3, 7, 10, 30, 0, TimeSpan.FromHours(8));
    private static readonly Guid Deal = new("01956f3c-0000-7000-8000-000000000001");
    private static readonly Guid Visit = new("01956f3c-0000-7000-8000-000000000002");
    private static readonly DateOnly Day = new(2025, 3, 14);
    private static readonly UnifiedSocialCreditCode Firm = UnifiedSocialCreditCode.Parse("91440300MA5EXX113N");
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
        new VisitAnnounced(Visit, Firm, "应急管理局", 3, Day, "光明应急检通〔2025〕12号", At),
        new VisitRescheduled(Visit, Firm, Day, "firm", At),
        new VisitCancelled(Visit, Firm, "not-held", At),
        new EntryRecorded("01956f3c000070008000000000000002-1", Visit, Firm, "应急管理局", "enforcement", "code", At),
        new EntryVoided("01956f3c000070008000000000000002-1", Visit, Firm, At),
        new ResultRecorded(Visit, Firm, "应急管理局", "nothing-found", At),
        new RectificationOrdered(Visit, Firm, "应急管理局", "整改-7", Day, At),
        new FrequencyAlertRaised(Firm, 1, "rolling-year", Day, 3, At),
        new FrequencyAlertWithdrawn(Firm, 1, At),
        new ComplaintFiled(Deal, Firm, "应急管理局", "not-scanned", At),
        new ComplaintDecided(Deal, Firm, "应急管理局", true, At),
        new EnterpriseRegistered(Firm, "光明精密", "440311", "440311001", "440311001-G07", 22_748_400, 113_936_500, At),
        new ProfileUpdated(Firm, "光明精密制造", "440311", "440311001", "440311001-G07", 22_748_400, 113_936_500, At),
        new AppealClassified(Deal, Firm, "inspection", "not-scanned", "4403-YJ", "没有扫码", At),
        new DeregistrationCompleted(Firm, Deal, At),
        new ActivityApproved(Deal, Firm, Day, Day.AddDays(2), At),
        new AbuseOfReportingFlagged(Deal, Firm, At),
        new StoreSuspended(Deal, Firm, "false invoices", "第八条", At),
        new MerchantFlagged(Deal, Firm, "surcharges", "第九条", At),
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
    public void Everything_in_an_event_is_a_plain_value_on_the_wire_and_money_and_identifiers_are_strings(object sample)
    {
        var json = JsonSerializer.SerializeToElement(sample, sample.GetType(), ContractJson.Events);
        Assert.That(json.EnumerateObject().Select(member => member.Value.ValueKind), Is.All.AnyOf(JsonValueKind.String, JsonValueKind.Number, JsonValueKind.True, JsonValueKind.False));
        Assert.That(sample.GetType().GetProperties().Where(member => json.GetProperty(Camel(member.Name)).ValueKind == JsonValueKind.Number).Select(member => member.PropertyType), Is.All.EqualTo(typeof(int)));
    }

    [Test]
    public void Wire_names_are_versioned_unique_and_those_that_were_published() => Assert.That(Events.Select(Name), Is.EquivalentTo(new[]
    {
        "registry.property-transfer-registered.v1", "registry.mortgage-cancelled.v1", "registry.mortgage-registered.v1",
        "registry.advance-notice-registered.v1", "registry.registration-rejected.v1",
        "escrow.agreement-effective.v1", "escrow.deposit-complete.v1", "escrow.registration-completed.v1",
        "inspection.visit-announced.v1", "inspection.visit-rescheduled.v1", "inspection.visit-cancelled.v1",
        "inspection.entry-recorded.v1", "inspection.entry-voided.v1", "inspection.result-recorded.v1", "inspection.rectification-ordered.v1",
        "inspection.frequency-alert-raised.v1", "inspection.frequency-alert-withdrawn.v1", "inspection.complaint-filed.v1", "inspection.complaint-decided.v1",
        "enterprise.enterprise-registered.v1", "enterprise.profile-updated.v1", "enterprise.appeal-classified.v1", "signature.deregistration-completed.v1", "park.activity-approved.v1",
        "infringement.abuse-of-reporting-flagged.v1", "refund.store-suspended.v1", "payment.merchant-flagged.v1",
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

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Name(Type type) => Attribute(type).Name;
}
