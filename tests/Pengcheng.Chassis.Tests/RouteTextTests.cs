using Microsoft.AspNetCore.Routing;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Http;

namespace Pengcheng.Chassis.Tests;

public sealed class RouteTextTests
{
    [TestCase("(2025)1", "(2025)1")]
    [TestCase("2025%2F1", "2025/1")]
    [TestCase("2025%2f1%2f2", "2025/1/2")]
    public void A_number_with_a_slash_is_what_it_was_when_it_was_taken_in(string inThePath, string number)
    {
        var asked = new Asked(null!, new Facts(DateTimeOffset.UnixEpoch, WorkingCalendar.Default), new RouteValueDictionary { ["orderNo"] = inThePath }, Guid.Empty);
        Assert.That(asked.Route("orderNo"), Is.EqualTo(number));
        Assert.That(asked.Route("another"), Is.Empty);
    }
}
