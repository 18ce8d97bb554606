using System.Reflection;
using System.Text.RegularExpressions;

namespace Pengcheng.Escrow.Tests;

/// <summary>What holds for all events and all refusals, also for those that are written tomorrow.</summary>
public sealed class RegistersTests
{
    private static readonly Type[] Events = [.. typeof(Deal).Assembly.GetTypes().Where(t => t.GetCustomAttribute<EventNameAttribute>() is not null)];

    [Test]
    public void Every_event_has_a_wire_name_of_its_own()
    {
        var names = Events.Select(t => t.GetCustomAttribute<EventNameAttribute>()!.Name).ToList();
        Assert.That(names, Is.Unique);
        Assert.That(names, Is.All.Match(@"^escrow\.[a-z]+(-[a-z]+)*\.v\d+$"));
    }

    [Test]
    public void Every_event_is_sealed_and_cannot_be_changed() => Assert.Multiple(() =>
    {
        foreach (var type in Events)
        {
            Assert.That(type.IsSealed, type.Name);
            foreach (var property in type.GetProperties().Where(p => p.CanWrite))
                Assert.That(property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers(), Does.Contain(typeof(System.Runtime.CompilerServices.IsExternalInit)), $"{type.Name}.{property.Name}");
        }
    });

    [TestCaseSource(nameof(Events))]
    public void Every_event_has_an_arm_in_the_state_that_it_builds(Type type)
    {
        var e = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        if (type.Namespace == typeof(Accounts.EscrowAccount).Namespace) Answers(() => Accounts.EscrowAccount.Evolve(null, e));
        else Answers(() => Deal.Evolve(Stages.Cleared().Deal, e));
    }

    [Test]
    public void Every_refusal_has_a_code_of_its_own_and_both_languages() => Assert.Multiple(() =>
    {
        Assert.That(EscrowErrors.All.Select(e => e.Code), Is.Unique);
        foreach (var error in EscrowErrors.All)
        {
            Assert.That(error.Code, Does.Match("^escrow(\\.[a-z]+(-[a-z]+)*)$"));
            Assert.That(error.Status, Is.InRange(400, 499).Or.EqualTo(503), error.Code);
            Assert.That(Named(error.Zh), Is.EquivalentTo(Named(error.En)), error.Code);
            Assert.That(error.Zh, Does.Match(@"[\u4e00-\u9fff]"), error.Code);
        }
    });

    // An empty event may make an arm fail on its missing values; only a missing arm is the defect.
    private static void Answers(Action evolve)
    {
        try
        {
            evolve();
        }
        catch (UnknownEventException missing)
        {
            Assert.Fail(missing.Message);
        }
        catch (Exception incomplete) when (incomplete is NullReferenceException or ArgumentException or InvalidOperationException)
        {
            Assert.Pass("it has an arm");
        }
    }

    private static IEnumerable<string> Named(string sentence) => Regex.Matches(sentence, @"\{\w+\}").Select(m => m.Value).Distinct();
}
