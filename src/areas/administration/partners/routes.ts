import type { Context } from '../../../access/context.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import { route } from '../../../web/index.ts'
import type { Answer, Asked, Params, Path, Part } from '../../../web/index.ts'
import { showAdd, showChange, showEnd, takeAdd, takeBackEndOf, takeChange, takeEnd } from './change-organisation.ts'
import {
  showAddPerson,
  showChangePerson,
  showEndPerson,
  takeAddPerson,
  takeBackEndOfPerson,
  takeChangePerson,
  takeEndPerson,
  takeUnlink,
} from './change-person.ts'
import { findInList, showList } from './list.ts'
import { showOne } from './one.ts'
import { paths } from './paths.ts'

const permission = ({ role }: Context) => roleMatrix[role].administers

type OfOne = { readonly partner: Part<number> }
type OfPerson = OfOne & { readonly person: Part<number> }
type Act<P> = (asked: Asked<P>, key: Params<P>) => Promise<Answer>

/** A page that shows a form, and the action that takes it. */
const form = <P>(path: Path<P>, page: string, act: string, { show, take }: { show: Act<P>; take: Act<P> }) => [
  route({ method: 'GET', path, permission, audit: page, answer: asked => show(asked, asked.params) }),
  route({ method: 'POST', path, permission, audit: act, answer: asked => take(asked, asked.params) }),
]

const action = <P>(path: Path<P>, act: string, take: Act<P>) =>
  route({ method: 'POST', path, permission, audit: act, answer: asked => take(asked, asked.params) })

/** Organisations that work with the county: those that are added, change and end, and their people. */
export const partnerRoutes = [
  route({ method: 'GET', path: paths.list, permission, audit: 'other organisations', answer: showList }),
  route({ method: 'POST', path: paths.find, permission, audit: 'find among organisations', answer: findInList }),
  route({ method: 'GET', path: paths.add, permission, audit: 'begin to add an organisation', answer: showAdd }),
  route({ method: 'POST', path: paths.add, permission, audit: 'add an organisation', answer: takeAdd }),
  route({
    method: 'GET',
    path: paths.one,
    permission,
    audit: 'one of the organisations',
    answer: asked => showOne(asked, asked.params.partner),
  }),
  ...form<OfOne>(paths.change, 'the form of an organisation', 'change an organisation', {
    show: showChange,
    take: takeChange,
  }),
  ...form<OfOne>(paths.end, 'the end of an organisation', 'end an organisation', { show: showEnd, take: takeEnd }),
  action<OfOne>(paths.takeBackEnd, 'take the end of an organisation back', takeBackEndOf),
  ...form<OfOne>(paths.addPerson, 'begin to add a professional', 'add a professional', {
    show: showAddPerson,
    take: takeAddPerson,
  }),
  ...form<OfPerson>(paths.changePerson, 'the form of a professional', 'change a professional', {
    show: showChangePerson,
    take: takeChangePerson,
  }),
  ...form<OfPerson>(paths.endPerson, 'the end of a professional', 'end a professional', {
    show: showEndPerson,
    take: takeEndPerson,
  }),
  action<OfPerson>(paths.takeBackEndOfPerson, 'take the end of a professional back', takeBackEndOfPerson),
  action<OfPerson>(paths.unlinkAccount, 'unlink the account of a professional', takeUnlink),
]
