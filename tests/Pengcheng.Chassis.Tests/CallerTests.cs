using Pengcheng.Chassis.Http;

namespace Pengcheng.Chassis.Tests;

/// <summary>Who calls, as it is written down.</summary>
public sealed class CallerTests
{
    [Test]
    public void People_of_one_name_in_two_organisations_are_two()
    {
        var (district, city) = (new Caller("supervisor-1", "desk", "supervisor", "440311"), new Caller("supervisor-1", "desk", "supervisor", "440300"));
        Assert.That((district.Identity, city.Identity), Is.EqualTo(("supervisor-1@440311", "supervisor-1@440300")));
        Assert.That((district.Actor, city.Actor), Is.EqualTo(("supervisor:supervisor-1@440311", "supervisor:supervisor-1@440300")));
    }

    [Test]
    public void A_citizen_acts_for_himself_and_a_bank_s_system_for_its_bank()
    {
        Assert.That((new Caller("citizen-7f3a", "app", "citizen", null) is var citizen, citizen.Identity, citizen.Actor), Is.EqualTo((true, "citizen-7f3a", "citizen:citizen-7f3a")));
        Assert.That(new Caller("bank-a", "bank-a", "bank", "102584002008").Actor, Is.EqualTo("bank:102584002008"));
    }
}
