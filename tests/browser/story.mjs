// One challenge from its first word to the channel's morning list, as people press it.
// node story.mjs ADDRESS PICTURES CAST; CAST says who is who and which stages there are, as JSON.
import { Teams } from './teams.mjs';

const [address, pictures, cast] = process.argv.slice(2);
const { prefix, kind, manager, managerPost, nextManager, thirdManager, stage, raise: raiseTitle, themes, whole } = JSON.parse(cast);

const teams = await Teams.open(address, pictures);
try {
  const ref = await raise();
  await acknowledge(ref);
  if (whole) {
    await respond(ref);
    await judge(ref);
    await lapse(ref, nextManager);
    await escalate(ref);
    await digest(ref);
  } else {
    await lapse(ref, 'did not respond in time');
    await respond(ref);
  }
  console.log(`${ref}: done`);
} catch (error) {
  await teams.picture('where-it-stopped');
  throw error;
} finally {
  await teams.close();
}

async function raise() {
  await teams.say('raise');
  let form = await teams.sees('step 1 of 2');
  await teams.answer(form, 'What kind of case is it?', kind);
  await teams.answer(form, 'Which team works with the child?', 'Rivermead team');
  await teams.answer(form, 'Where does it start?', stage);
  await teams.picture('raise-step-1');
  await teams.press(form, 'Next');
  form = await teams.sees('step 2 of 2');
  await teams.fill(form, {
    'number in': '1234567',
    initials: 'AB',
    [themes]: '',
    'What worries you?': 'The contact plan agreed at the last review has not been carried out.',
    'What has been tried?': 'Two calls and a reminder by e-mail.',
    'What is the impact on the child?': 'Brothers have not met since September.',
    'What needs to happen?': 'A first visit, and dates for the next three.',
    'Does the child know?': 'Yes',
  });
  await teams.fillTheRest(form);
  await teams.picture('raise-step-2');
  await teams.press(form, raiseTitle);
  const card = await teams.sees(`${prefix}-`, 'The worry');
  await teams.picture('raised');
  return (await card.innerText()).match(new RegExp(`${prefix}-[2-9A-Z]{5}`))[0];
}

async function acknowledge(ref) {
  await teams.say(`as ${manager}`);
  await teams.reads('You now speak as');
  const asked = await teams.sees(ref, 'Your response is asked for');
  await teams.picture('asked-to-respond');
  await teams.press(asked, 'Acknowledge');
  await teams.reads('cknowledged');
  await teams.picture('acknowledged');
}

async function respond(ref) {
  await teams.opens(ref);
  await teams.press(await teams.offers('Respond', ref), 'Respond');
  const form = await teams.sees('Your response', 'Send response');
  await teams.fill(form, {
    'Your response': 'A first visit is booked; the next three will be agreed with the carers.',
    'Action 1: what will be done': 'Book the visit',
    'Action 1: who will do it': managerPost,
  });
  await teams.answer(form, 'Action 1: by when', '2027-03-01');
  await teams.fillTheRest(form);
  await teams.picture('response');
  await teams.press(form, 'Send response');
  await teams.sees(ref, `Response of ${manager}`);
  await teams.picture('responded');
}

async function judge(ref) {
  await teams.say('as me');
  await teams.reads('You speak for yourself again.');
  await teams.opens(ref);
  await teams.press(await teams.offers('Say it is not enough', ref), 'Say it is not enough');
  const form = await teams.sees('What is missing?');
  await teams.answer(form, 'What is missing?', 'A date before the end of the month.');
  await teams.press(form, 'Tell them it is not enough');
  await teams.sees(ref, 'Why it is not enough');
  await teams.picture('not-enough');
  await climb(ref);
  await teams.sees(ref, nextManager);
  await teams.picture('escalated');
}

async function lapse(ref, told) {
  await teams.say('forward 8');
  await teams.reads('8 working days have passed');
  await teams.sees(ref, told);
  await teams.picture('lapsed');
}

async function escalate(ref) {
  await climb(ref);
  await teams.sees(ref, thirdManager);
  await teams.picture('escalated-again');
}

async function climb(ref) {
  await teams.opens(ref);
  await teams.press(await teams.offers('Escalate', ref), 'Escalate');
  const form = await teams.sees('Escalate to');
  await teams.answer(form, 'Why?', 'The answer does not come in time for the child.');
  await teams.fillTheRest(form);
  await teams.picture('escalate');
  await teams.press(form, 'Escalate now');
}

async function digest(ref) {
  await teams.say('forward 9');
  await teams.reads('9 working days have passed');
  await teams.goTo('General');
  await teams.sees(ref, 'Overdue (1)');
  await teams.picture('digest');
}
